// ARCHITECTURE.md: no path literal in endpoint/. A path belongs to the route that it names.
import ts from "typescript";
import { lineOf } from "../imports.mjs";

export function checkPathLiterals({ sources }) {
  return sources
    .filter((source) => source.path.startsWith("packages/core/src/endpoint/"))
    .flatMap(({ path, syntax }) =>
      literals(syntax)
        .filter((literal) => /^\/[a-z]/i.test(literal.text))
        .map((literal) => ({
          file: path,
          line: lineOf(syntax, literal),
          subject: `holds the path "${literal.text}"`,
          rule: "endpoint/ knows no path: the pipeline is the same for every route",
          mend: "put it in the data of the route, and let the pipeline read it from there",
        })),
    );
}

function literals(syntax) {
  const found = [];
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.TemplateHead) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}
