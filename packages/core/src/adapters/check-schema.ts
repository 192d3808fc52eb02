import { BetterAuthError } from "../error";
import type { BetterAuthOptions, DBAdapter } from "../types";

/**
 * Asks the database whether it has every table and column of the configuration. Two statements, so it is for start-up
 * checks and error messages, not for requests. Adapters of other libraries are not asked.
 *
 * @throws {BetterAuthError} naming what is missing and the mend
 */
export async function checkSchema(adapter: DBAdapter, options: BetterAuthOptions): Promise<void> {
  if (adapter.id !== "kysely") return;
  const [{ connectionOf }, { makeMigrations }] = await Promise.all([
    import("./kysely/sql-connection"),
    import("./kysely/migrator"),
  ]);
  const connection = connectionOf(adapter);
  if (connection === undefined) return;
  const { toBeCreated, toBeAdded } = await makeMigrations(connection, options).plan();
  const missing = [
    ...toBeCreated.map(({ table }) => `table ${table}`),
    ...toBeAdded.map(({ table, fields }) => `${Object.keys(fields).join(", ")} in table ${table}`),
  ];
  if (missing.length === 0) return;
  throw new BetterAuthError(
    `The database does not have everything that the configuration asks for: ${missing.join("; ")}. ` +
      "Run `npx @better-auth/cli migrate`, or add it by hand.",
  );
}
