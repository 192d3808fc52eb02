import { type Scope, scopeOf } from "../context/scope";
import { extraFieldsOf } from "../database/extra-fields";
import { checkText } from "../database/field-value";
import { type InputAction, parseFields } from "../database/input";
import { resolveModels } from "../database/resolve-schema";
import { APIError } from "../error";
import type { BetterAuthOptions, FieldMap, GenericEndpointContext, Row } from "../types";

/** Longer than any name that people have. */
const LONGEST_NAME = 255;

/** @throws {APIError} 400 for an empty name, one of more than 255 characters or with the character U+0000 */
export function checkName(name: string): void {
  checkText("name", name);
  if (name.trim() === "") throw invalidName("Too small: expected string to have >=1 characters");
  if (name.length > LONGEST_NAME) throw invalidName(`Too big: expected string to have <=${LONGEST_NAME} characters`);
}

function invalidName(problem: string): APIError {
  return new APIError("BAD_REQUEST", { message: `[body.name] ${problem}`, code: "VALIDATION_ERROR" });
}

/** Takes the fields that are not core's out of a body; nothing else of it gets through. */
export function parseExtraUserFields(scope: Scope, body: Row, action: InputAction): Row {
  const { extraFields, options } = scope.instance;
  const hasNumericIds = options.advanced?.database?.generateId === "serial";
  return parseFields(extraFields.user, body, action, { hasNumericIds });
}

/**
 * The fields of somebody new that are not core's, those of plugins included, out of a body: for endpoints of plugins that
 * make users. Required fields are asked for; what only the server may set is dropped, and so is everything unknown.
 *
 * @throws {APIError} 400 VALIDATION_ERROR or MISSING_FIELD, with the field's name
 */
export function parseNewUserFields(ctx: GenericEndpointContext, body: Row): Row {
  return parseExtraUserFields(scopeOf(ctx), body, "create");
}

function extraFields(options: BetterAuthOptions): FieldMap {
  return extraFieldsOf("user", resolveModels(options));
}

/**
 * Takes the additional fields of a user, those of plugins included, out of what came from outside. Core's own fields and
 * unknown ones are dropped. The fields' `transform` runs where the row is written, not here.
 *
 * @param action default "create": defaults are filled in, and required fields asked for
 * @throws {APIError} 400 VALIDATION_ERROR, MISSING_FIELD or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseUserInput(options: BetterAuthOptions, data: Row = {}, action: InputAction = "create"): Row {
  return parseFields(extraFields(options), data, action);
}

/** The form of `parseUserInput` for a new user. */
export function parseAdditionalUserInput(options: BetterAuthOptions, data: Row = {}): Row {
  return parseFields(extraFields(options), data, "create");
}

/** The same for a profile that a provider gave: fields that only the server may set are left out, on update as well. */
export function parseAdditionalUserInputFromProviderProfile(
  options: BetterAuthOptions,
  profile: Row,
  action: InputAction,
): Row {
  const fields = Object.entries(extraFields(options));
  const settable = action === "create" ? fields : fields.filter(([, { input }]) => input !== false);
  return parseFields(Object.fromEntries(settable), profile, action);
}
