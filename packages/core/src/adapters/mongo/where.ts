import { whereOperators } from "../../database/where-operators";
import { BetterAuthError } from "../../error";
import type { CleanedWhere } from "../../types";
import { isInsensitive } from "../clause";
import type { Document } from "./driver";
import type { ModelCollection, ModelField } from "./fields";
import { compared, type IdForm, isScalar } from "./values";

/** No document is in an empty list. */
const nothing = ({ key }: ModelField): Document => ({ [key]: { $in: [] } });

/** Neither null nor missing: as in SQL, no comparison with nothing holds. */
const isThere = ({ key }: ModelField): Document => ({ [key]: { $ne: null } });

/** Text in which every character stands for itself; a regular expression of MongoDB holds no null character. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replaceAll("\0", "\\x00");
}

const START = "^";
/** "$" also matches before a line break at the end. */
const END = "(?![\\s\\S])";

const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => text,
  starts_with: (text) => START + text,
  ends_with: (text) => text + END,
};

/** Whether a field's text matches a regular expression. Ids and numbers are compared as the text they are for the caller. */
function matching({ key, isId, attribute }: ModelField, pattern: string, isFolding: boolean): Document {
  const options = isFolding ? "i" : "";
  if (!isId && attribute.type !== "number") {
    return { [key]: { $regex: pattern, ...(isFolding ? { $options: options } : {}) } };
  }
  // A literal: in expressions, text that starts with "$" is a field.
  const regex = { $literal: pattern };
  return { $expr: { $regexMatch: { input: { $toString: `$${key}` }, regex, options } } };
}

function whole(field: ModelField, value: unknown): Document {
  return matching(field, START + escapePattern(String(value)) + END, true);
}

function listCondition(field: ModelField, clause: CleanedWhere, ids: IdForm): Document {
  if (!Array.isArray(clause.value)) throw new BetterAuthError("Value must be an array");
  const isNegative = clause.operator === "not_in";
  if (clause.value.length === 0) return isNegative ? {} : nothing(field);
  if (isInsensitive(clause)) {
    const texts = (clause.value as unknown[]).filter((value) => value !== null);
    if (texts.length === 0 || (isNegative && texts.length < clause.value.length)) return nothing(field);
    const any = texts.map((value) => whole(field, value));
    return isNegative ? { $nor: any, ...isThere(field) } : { $or: any };
  }
  const values = clause.value.map((value) => compared(field, value, ids)).filter((value) => value !== null);
  if (!isNegative) return { [field.key]: { $in: values } };
  // As in SQL: whether a value is none of those with an unknown one among them is unknown.
  return values.length < clause.value.length ? nothing(field) : { [field.key]: { $nin: [...values, null] } };
}

function condition(field: ModelField, clause: CleanedWhere, ids: IdForm): Document {
  const { operator, value } = clause;
  const { key } = field;
  if (!(whereOperators as readonly string[]).includes(operator)) {
    throw new BetterAuthError(`Operator ${operator} is not one of ${whereOperators.join(", ")}`);
  }
  if (operator === "in" || operator === "not_in") return listCondition(field, clause, ids);
  // A condition that was meant to be there must not fall away.
  if (value === undefined) throw new BetterAuthError(`The value to compare ${field.physical} with is undefined`);
  // Null is equal to a field that is missing, too.
  if (value === null && operator === "eq") return { [key]: { $eq: null } };
  if (value === null && operator === "ne") return isThere(field);

  const pattern = PATTERNS[operator];
  if (pattern !== undefined) {
    if (!isScalar(value)) return nothing(field);
    return matching(field, pattern(escapePattern(String(value))), isInsensitive(clause));
  }
  if (isInsensitive(clause) && operator === "eq") return whole(field, value);
  if (isInsensitive(clause) && operator === "ne") return { $nor: [whole(field, value)], ...isThere(field) };
  const bound = compared(field, value, ids);
  if (bound === null) return nothing(field);
  // Always with an operator: a value alone could be one.
  return operator === "ne" ? { [key]: { $nin: [bound, null] } } : { [key]: { [`$${operator}`]: bound } };
}

/**
 * The filter of clauses: all that are joined by AND, and one of those that are joined by OR.
 *
 * @throws {BetterAuthError} for an unknown field or operator, and for a value that is undefined
 */
export function filterOf(model: ModelCollection, where: readonly CleanedWhere[] | undefined, ids: IdForm): Document {
  const clauses = (where ?? []).map((clause) => ({
    isOr: clause.connector === "OR",
    filter: condition(model.field(clause.field), clause, ids),
  }));
  const any = clauses.filter(({ isOr }) => isOr).map(({ filter }) => filter);
  const all = clauses.filter(({ isOr }) => !isOr).map(({ filter }) => filter);
  return allOf(any.length > 0 ? [...all, anyOf(any)] : all);
}

const anyOf = (filters: readonly Document[]): Document =>
  filters.length === 1 ? (filters[0] as Document) : { $or: filters };

/** The filter that holds where all of them do. */
export function allOf(filters: readonly Document[]): Document {
  const asking = filters
    .filter((filter) => Object.keys(filter).length > 0)
    .flatMap((filter) => (Object.keys(filter).length === 1 && filter.$and ? (filter.$and as Document[]) : [filter]));
  if (asking.length === 0) return {};
  return asking.length === 1 ? (asking[0] as Document) : { $and: asking };
}
