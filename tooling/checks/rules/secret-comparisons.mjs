// ARCHITECTURE.md, "Invariants": secrets are compared with constantTimeEqual only. `===` ends at the first difference, and
// how soon it ends tells how much was right.
import ts from "typescript";
import { lineOf } from "../imports.mjs";

/** Names whose last word says that the value is a secret, or stands for one. */
const secretName = /(secret|signature|hash|password|passcode|otp|hmac|code_?verifier)$/i;
/** Tokens also name rows, and rows may be told apart: what a client sent may not be compared. */
const tokenName = /token$/i;
const ofClient = /\b(body|query|params|headers|cookies?)\b/;

const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** @returns {import("./violation.mjs").Violation[]} */
export function checkSecretComparisons({ sources }) {
  return sources
    .filter(({ path }) => !/\/(test-support|fixtures)\//.test(path))
    .flatMap(({ path, syntax }) =>
      comparisonsOf(syntax).map(({ node, name }) => ({
        file: path,
        line: lineOf(syntax, node),
        subject: `compares ${name} with ${node.operatorToken.getText(syntax)}`,
        rule: "secrets are compared in a time that tells nothing of them",
        mend: "use constantTimeEqual of crypto/equal.ts, or give what is no secret a name that says so",
      })),
    );
}

function comparisonsOf(syntax) {
  const found = [];
  const visit = (node) => {
    if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) {
      const isSent = ofClient.test(node.getText(syntax));
      const name = nameOf(node.left, isSent) ?? nameOf(node.right, isSent);
      const isFixed = isKnown(node.left) || isKnown(node.right);
      if (name !== undefined && !isFixed) found.push({ node, name });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

/** The name of a value that is called a secret, or a token where tokens count; undefined for anything else. */
function nameOf(expression, withTokens) {
  const inner = ts.skipOuterExpressions(expression);
  if (ts.isAwaitExpression(inner)) return nameOf(inner.expression, withTokens);
  const name = ts.isIdentifier(inner)
    ? inner.text
    : ts.isPropertyAccessExpression(inner)
      ? inner.name.text
      : ts.isElementAccessExpression(inner) && ts.isStringLiteralLike(inner.argumentExpression)
        ? inner.argumentExpression.text
        : undefined;
  const isSecret = name !== undefined && (secretName.test(name) || (withTokens && tokenName.test(name)));
  return isSecret ? name : undefined;
}

/** What an attacker knows anyway: literals, constants of the source, `null`, `undefined`, the kind of a value. */
function isKnown(expression) {
  const inner = ts.skipOuterExpressions(expression);
  return (
    ts.isLiteralExpression(inner) ||
    ts.isTypeOfExpression(inner) ||
    [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(inner.kind) ||
    (ts.isPrefixUnaryExpression(inner) && ts.isLiteralExpression(inner.operand)) ||
    (ts.isIdentifier(inner) && (inner.text === "undefined" || /^[A-Z][A-Z0-9_]+$/.test(inner.text)))
  );
}
