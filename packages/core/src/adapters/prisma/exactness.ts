import type { CleanedWhere } from "../../types";
import { isInsensitive } from "../clause";
import type { Argument } from "./client";
import { comparedText, isThere, NOTHING } from "./comparison";
import type { PrismaField } from "./model";
import { type PrismaProvider, traitsOf } from "./providers";
import { clauseCondition } from "./where";

// What Prisma cannot say exactly. It compares text by the collation of the column, which MySQL and SQL Server make deaf to
// letter case, accents and spaces at the end. On SQLite its patterns have wildcards that nothing escapes, and text has a
// letter case. There a clause is asked in a near form first, and the rows that it gives are looked at.

/** The letter case of SQLite is that of ASCII. */
const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const lowerOf = (provider: PrismaProvider) =>
  provider === "sqlite" ? lowerAscii : (text: string): string => text.toLowerCase();

/** D1 takes no pattern of more than 50 bytes: so much of a text is no more than 40. */
const PATTERN_CHARACTERS = 10;

const isEquality = ({ operator }: CleanedWhere): boolean => ["eq", "ne", "in", "not_in"].includes(operator);

const isPattern = ({ operator }: CleanedWhere): boolean => ["contains", "starts_with", "ends_with"].includes(operator);

const isOfText = (field: PrismaField): boolean =>
  field.type === "String" && field.attribute.type !== "date" && !field.isList;

/** A clause that Prisma says only nearly. */
export function isInexact(field: PrismaField, clause: CleanedWhere, provider: PrismaProvider): boolean {
  const { value } = clause;
  if (!isOfText(field) || value === null || (Array.isArray(value) && value.length === 0)) return false;
  const { isByteExact, escapePattern } = traitsOf(provider);
  if (isEquality(clause)) return !isByteExact || (provider === "sqlite" && isInsensitive(clause));
  if (!isPattern(clause) || escapePattern !== undefined) return false;
  const text = String(value);
  return /[%_]/.test(text) || text.length > PATTERN_CHARACTERS;
}

/** The opposite of "not". */
function positive(clause: CleanedWhere): CleanedWhere {
  if (clause.operator === "ne") return { ...clause, operator: "eq" };
  return clause.operator === "not_in" ? { ...clause, operator: "in" } : clause;
}

/** Whether a clause asks for rows that differ. */
export function isNegated(clause: CleanedWhere): boolean {
  return positive(clause) !== clause;
}

/** A part of a text that whatever contains, starts with or ends with the text does as well. */
function shortened(text: string, isEnd: boolean): string {
  const characters = [...text];
  return (isEnd ? characters.slice(-PATTERN_CHARACTERS) : characters.slice(0, PATTERN_CHARACTERS)).join("");
}

/** The near form of a clause, without its "not": the rows that it means are among those that match. */
export function nearCondition(field: PrismaField, clause: CleanedWhere, provider: PrismaProvider): Argument {
  const asked = positive(clause);
  if (provider !== "sqlite") return clauseCondition(field, asked, provider);
  if (isPattern(asked)) {
    const value = shortened(String(asked.value), asked.operator === "ends_with");
    return clauseCondition(field, { ...asked, value }, provider);
  }
  // LIKE knows no letter case there.
  const values = Array.isArray(asked.value) ? asked.value : [asked.value];
  const texts = values.map((value) => comparedText(field, value, provider)).filter((text) => text !== null);
  const each = texts.map((text) => ({ [field.key]: { startsWith: shortened(text, false) } }));
  return each.length === 0 ? NOTHING : { OR: each };
}

/** Whether a stored value is one that a clause means, without its "not". */
export function isMeant(clause: CleanedWhere, stored: unknown, provider: PrismaProvider): boolean {
  if (typeof stored !== "string") return false;
  const lower = lowerOf(provider);
  // As LIKE, and as the comparison of SQLite that has a letter case.
  const fold = isInsensitive(clause) || isPattern(clause) ? lower : (text: string) => text;
  const values = (Array.isArray(clause.value) ? clause.value : [clause.value])
    .filter((value) => value !== null)
    .map((value) => fold(String(value)));
  const own = fold(stored);
  const [text] = values as [string];
  switch (clause.operator) {
    case "contains":
      return own.includes(text);
    case "starts_with":
      return own.startsWith(text);
    case "ends_with":
      return own.endsWith(text);
    default:
      return values.includes(own);
  }
}

/**
 * The exact form of a clause, once it is known which of the rows that its near form gives match it. The near form stays a
 * part of it: a row that somebody changes before the write is asked again by the write itself.
 *
 * @param ids the condition that a row is one of those that match
 */
export function exactCondition(
  field: PrismaField,
  clause: CleanedWhere,
  ids: Argument,
  provider: PrismaProvider,
): Argument {
  const near = nearCondition(field, clause, provider);
  if (!isNegated(clause)) return { AND: [near, ids] };
  const hasNull = Array.isArray(clause.value) && (clause.value as readonly unknown[]).includes(null);
  if (hasNull) return NOTHING;
  const there = isThere(field, provider);
  // The opposite of a condition without any part is none to Prisma.
  return near === NOTHING ? there : { AND: [there, { OR: [{ NOT: near }, ids] }] };
}
