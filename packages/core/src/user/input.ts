import type { Scope } from "../context/scope";
import { type InputAction, parseFields } from "../database/input";
import { APIError } from "../error";
import type { FieldMap, Row } from "../types";

/** Core's own columns; what they take is written in each route's schema. */
const CORE_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "name",
  "email",
  "emailVerified",
  "image",
  "createdAt",
  "updatedAt",
]);

/** Longer than any name that people have. */
const LONGEST_NAME = 255;

/** @throws {APIError} 400 for an empty name or one of more than 255 characters */
export function checkName(name: string): void {
  if (name.trim() === "") throw invalidName("Too small: expected string to have >=1 characters");
  if (name.length > LONGEST_NAME) throw invalidName(`Too big: expected string to have <=${LONGEST_NAME} characters`);
}

function invalidName(problem: string): APIError {
  return new APIError("BAD_REQUEST", { message: `[body.name] ${problem}`, code: "VALIDATION_ERROR" });
}

/** The columns of the user that are not core's: additional fields and the plugins'. */
export function extraUserFields(scope: Scope): FieldMap {
  const fields = scope.instance.context.tables.user?.fields ?? {};
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !CORE_FIELDS.has(name)));
}

/** Takes those columns out of a body; nothing else of it gets through. */
export function parseExtraUserFields(scope: Scope, body: Row, action: InputAction): Row {
  return parseFields(extraUserFields(scope), body, action);
}
