import { BetterAuthError } from "../../error";
import { faultOf, markDatabaseError } from "../../fault/database-fault";

/**
 * Says what to do when the database lacks a table or a column. Any other error comes back as it is, with a note that a
 * database has thrown it.
 */
export function explainMissingSchema(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BetterAuthError) return error;
  if (faultOf(markDatabaseError(error)) !== "schema") return error;
  return new BetterAuthError(
    `The database does not have everything that the configuration asks for (${error.message}). ` +
      "Run `npx @better-auth/cli migrate`, or add it by hand.",
    { cause: error },
  );
}
