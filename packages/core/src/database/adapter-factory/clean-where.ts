import { BetterAuthError } from "../../error";
import type { CleanedWhere, FieldAttribute, Where, WhereValue } from "../../types";
import { fieldOf } from "../names";
import { numericValue } from "./numeric";
import type { AdapterState } from "./state";

const isReference = (field: string, attribute: FieldAttribute): boolean =>
  field === "id" || attribute.references?.field === "id";

function toBoolean(value: unknown, supportsBooleans: boolean): unknown {
  const read = value === "true" ? true : value === "false" ? false : value;
  return typeof read === "boolean" && !supportsBooleans ? (read ? 1 : 0) : read;
}

function convert(value: unknown, field: string, attribute: FieldAttribute, { ids, config }: AdapterState): unknown {
  if (Array.isArray(value))
    return value.map((entry) => convert(entry, field, attribute, { ids, config } as AdapterState));
  if (value === null || value === undefined) return value;
  if (isReference(field, attribute)) return ids.isNumeric ? numericValue(value) : value;
  if (attribute.type === "number") return numericValue(value);
  if (attribute.type === "boolean") return toBoolean(value, config.supportsBooleans);
  if (value instanceof Date && !config.supportsDates) return value.toISOString();
  return value;
}

/**
 * Clauses with every member, physical names and converted values.
 *
 * @throws {BetterAuthError} for an unknown field, and for a list operator without a list
 */
export function cleanWhere(
  state: AdapterState,
  { model, where, action }: { model: string; where: readonly Where[] | undefined; action: string },
): CleanedWhere[] | undefined {
  if (where === undefined) return undefined;
  const names = state.names.model(model);
  const { config, options, schema } = state;
  return where.map((clause) => {
    const { logical, physical, attribute } = fieldOf(names, clause.field);
    const operator = clause.operator ?? "eq";
    if ((operator === "in" || operator === "not_in") && !Array.isArray(clause.value)) {
      throw new BetterAuthError("Value must be an array");
    }
    const field = config.mapKeysTransformInput?.[physical] ?? physical;
    let value = convert(clause.value, logical, attribute, state);
    if (config.customTransformInput) {
      value = config.customTransformInput({
        data: value,
        field,
        fieldAttributes: attribute,
        action,
        model: names.logical,
        schema,
        options,
      });
    }
    return {
      field,
      value: value as WhereValue,
      operator,
      connector: clause.connector ?? "AND",
      mode: clause.mode ?? "sensitive",
    };
  });
}
