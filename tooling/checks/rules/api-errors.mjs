// ARCHITECTURE.md, "One request": an expected failure has a status, a stable code and a message.
import ts from "typescript";
import { lineOf } from "../imports.mjs";

/** @returns {import("./violation.mjs").Violation[]} */
export function checkApiErrors({ sources }) {
  return sources.flatMap(({ path, syntax }) =>
    madeErrors(syntax)
      .filter((made) => !hasCodeAndMessage(made.arguments?.[1]))
      // A redirect is one, too, and has nothing to say.
      .filter((made) => !/^"FOUND"$/.test(made.arguments?.[0]?.getText(syntax) ?? ""))
      .map((made) => ({
        file: path,
        line: lineOf(syntax, made),
        subject: `makes ${made.getText(syntax).split("\n")[0]}`,
        rule: "every APIError has a code and a message",
        mend: "give it both, or take APIError.from with an entry of BASE_ERROR_CODES",
      })),
  );
}

function madeErrors(syntax) {
  const found = [];
  const visit = (node) => {
    if (ts.isNewExpression(node) && node.expression.getText(syntax) === "APIError") found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

/** What is no literal came from somewhere that has both: a parameter, a table. */
function hasCodeAndMessage(body) {
  if (body === undefined) return false;
  if (!ts.isObjectLiteralExpression(body)) return true;
  const names = body.properties.map((property) => property.name?.text);
  return body.properties.some(ts.isSpreadAssignment) || (names.includes("code") && names.includes("message"));
}
