import { BetterAuthError } from "../../error";

const SQLITE = /no such (table|column)|has no column named/i;
/** undefined_table and undefined_column of PostgreSQL; ER_NO_SUCH_TABLE and ER_BAD_FIELD_ERROR of MySQL. */
const CODES: ReadonlySet<unknown> = new Set(["42P01", "42703", "ER_NO_SUCH_TABLE", "ER_BAD_FIELD_ERROR"]);

/** Says what to do when the database lacks a table or a column; any other error comes back as it is. */
export function explainMissingSchema(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BetterAuthError) return error;
  const { code } = error as { code?: unknown };
  if (!CODES.has(code) && !SQLITE.test(error.message)) return error;
  return new BetterAuthError(
    `The database does not have everything that the configuration asks for (${error.message}). ` +
      "Run `npx @better-auth/cli migrate`, or add it by hand.",
    { cause: error },
  );
}
