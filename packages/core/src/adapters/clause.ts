import type { Where } from "../types";

/** Whether a clause ignores letter case: only text can. */
export function isInsensitive({ mode, value }: Pick<Where, "mode" | "value">): boolean {
  if (mode !== "insensitive") return false;
  const isText = (entry: unknown): boolean => typeof entry === "string" || entry === null;
  return Array.isArray(value) ? value.every(isText) : typeof value === "string";
}

/** The patterns of LIKE, with "!" as its escape character, by operator. */
export const PATTERNS: Readonly<Record<"contains" | "starts_with" | "ends_with", (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  starts_with: (text) => `${text}%`,
  ends_with: (text) => `%${text}`,
};

/** Text in which the wildcards of LIKE stand for themselves. */
export function escapePattern(value: unknown): string {
  return String(value).replace(/[!%_]/g, "!$&");
}

/**
 * Whether clauses can match one row at most: one of them asks for a value of a unique field.
 * @param isUnique asked for a clause's field
 */
export function matchesOneRow(where: readonly Where[], isUnique: (field: string) => boolean): boolean {
  return where.some(
    (clause) =>
      (clause.operator ?? "eq") === "eq" &&
      clause.connector !== "OR" &&
      clause.value !== null &&
      !isInsensitive(clause) &&
      isUnique(clause.field),
  );
}
