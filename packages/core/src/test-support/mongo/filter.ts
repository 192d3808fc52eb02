import { Context, Query } from "mingo";
import { evalExpr } from "mingo/core";
import type { Document } from "mongodb";
import { CommandError, unknown } from "./command-error";

const LOGICAL: readonly string[] = ["$and", "$or", "$nor"];
const OPERATORS: readonly string[] = [
  "$eq",
  "$ne",
  "$gt",
  "$gte",
  "$lt",
  "$lte",
  "$in",
  "$nin",
  "$regex",
  "$options",
  "$type",
  "$exists",
  "$not",
];
const EXPRESSIONS: readonly string[] = ["$regexMatch", "$toString", "$literal"];

const badValue = (message: string): CommandError => new CommandError(2, "BadValue", message);

const isPlain = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function checkExpression(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkExpression);
  else if (isPlain(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith("$") && !EXPRESSIONS.includes(name)) throw unknown(`expression ${name}`);
      if (name !== "$literal") checkExpression(inner);
    }
  }
}

function checkOperators(operators: Document): void {
  for (const [name, value] of Object.entries(operators)) {
    if (!OPERATORS.includes(name)) throw badValue(`unknown operator: ${name}`);
    if ((name === "$in" || name === "$nin") && !Array.isArray(value)) throw badValue(`${name} needs an array`);
    if (name === "$not") checkOperators(value);
    if (name === "$regex" && String(value).includes("\0")) {
      throw badValue("Regular expression cannot contain an embedded null byte");
    }
  }
}

/** @throws {CommandError} for what a server refuses, and for what this one does not know */
export function checkFilter(filter: Document): void {
  for (const [name, value] of Object.entries(filter)) {
    if (LOGICAL.includes(name)) {
      if (!Array.isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`);
      value.forEach(checkFilter);
    } else if (name === "$expr") checkExpression(value);
    else if (name.startsWith("$")) throw badValue(`unknown top level operator: ${name}`);
    else if (isPlain(value) && Object.keys(value).some((key) => key.startsWith("$"))) checkOperators(value);
  }
}

/** mingo's own `$toString` knows no ObjectId, and its operators cannot be replaced. */
const context = Context.init({
  expression: {
    $textOf(document: unknown, expression: unknown, options: Parameters<typeof evalExpr>[2]) {
      const value = evalExpr(document, expression, options);
      return value === null || value === undefined ? null : String(value);
    },
  },
});

function withTextOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextOf);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) =>
    name === "$literal" ? [name, inner] : [name === "$toString" ? "$textOf" : name, withTextOf(inner)],
  );
  return Object.fromEntries(entries);
}

/** The test of a filter, for many documents. */
export function compileFilter(filter: Document): (document: Document) => boolean {
  const query = new Query(withTextOf(filter) as Document, { context });
  return (document) => query.test(document);
}

/** Whether a document matches a filter. */
export function matches(document: Document, filter: Document): boolean {
  return compileFilter(filter)(document);
}
