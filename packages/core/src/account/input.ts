import { extraFieldsOf } from "../database/extra-fields";
import { parseFields } from "../database/input";
import { resolveModels } from "../database/resolve-schema";
import type { BetterAuthOptions, Row } from "../types";

/**
 * Takes the additional fields of an account, those of plugins included, out of what came from outside. Core's own fields
 * and unknown ones are dropped; defaults are filled in.
 *
 * @throws {APIError} 400 VALIDATION_ERROR, with the field's name
 */
export function parseAccountInput(options: BetterAuthOptions, data: Row): Row {
  return parseFields(extraFieldsOf("account", resolveModels(options)), data, "create", { mayLack: true });
}
