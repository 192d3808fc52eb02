import { BetterAuthError } from "../../error";

/** What drivers call the number of rows that a write matched. */
const COUNTS = ["changes", "rowsAffected", "affectedRows", "rowCount", "count"];

/**
 * The number of rows that a write matched, from what its driver answers.
 *
 * @throws {BetterAuthError} for an answer that does not say
 */
export function affectedRows(answer: unknown): number {
  // mysql2 gives [header, fields]; D1 keeps the number in `meta`. postgres.js gives an array with a `count`.
  const [first] = Array.isArray(answer) && answer.length > 0 ? answer : [undefined];
  for (const part of [answer, first, (answer as { meta?: unknown } | null | undefined)?.meta]) {
    if (typeof part !== "object" || part === null) continue;
    for (const name of COUNTS) {
      const count = (part as Record<string, unknown>)[name];
      if (typeof count === "number" || typeof count === "bigint") return Number(count);
    }
  }
  throw new BetterAuthError(
    `drizzleAdapter: expected the driver to say how many rows a write matched (as ${COUNTS.join(", ")}), got ${
      typeof answer === "object" && answer !== null
        ? `an object with ${Object.keys(answer).join(", ") || "nothing"}`
        : typeof answer
    }.`,
  );
}
