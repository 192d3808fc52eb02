import type { Where } from "../types";

/** Whether a clause ignores letter case: only text can. */
export function isInsensitive({ mode, value }: Pick<Where, "mode" | "value">): boolean {
  if (mode !== "insensitive") return false;
  return typeof value === "string" || (Array.isArray(value) && value.every((entry) => typeof entry === "string"));
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
