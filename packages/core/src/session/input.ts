import type { Scope } from "../context/scope";
import { extraFieldsOf } from "../database/extra-fields";
import { defaultOf, type InputAction, parseFields } from "../database/input";
import { resolveModels } from "../database/resolve-schema";
import type { BetterAuthOptions, FieldMap, Row } from "../types";

/** Takes the session's fields that are not core's out of a body; nothing else of it gets through. */
export function parseExtraSessionFields(scope: Scope, body: Row, action: InputAction): Row {
  const { extraFields, options } = scope.instance;
  const hasNumericIds = options.advanced?.database?.generateId === "serial";
  return parseFields(extraFields.session, body, action, { mayLack: true, hasNumericIds });
}

function extraFields(options: BetterAuthOptions): FieldMap {
  return extraFieldsOf("session", resolveModels(options));
}

/**
 * Takes the additional fields of a session, those of plugins included, out of what came from outside. Core's own fields
 * and unknown ones are dropped; required fields are not asked for.
 *
 * @param action default "create": defaults are filled in
 * @throws {APIError} 400 VALIDATION_ERROR or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseSessionInput(options: BetterAuthOptions, data: Row, action: InputAction = "create"): Row {
  return parseFields(extraFields(options), data, action, { mayLack: true });
}

/** The defaults of a session's additional fields, as a new session has them. */
export function getSessionDefaultFields(options: BetterAuthOptions): Row {
  const defaults = Object.entries(extraFields(options)).map(([name, attribute]) => [name, defaultOf(attribute)]);
  return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}
