import { getMigrations } from "@better-auth/core/db/migration";
import type { BetterAuthOptions } from "@better-auth/core/types";
import type { SqlDialect } from "./dialect";
import type { Generator } from "./generator";

/** The schema that tables are in belongs to nobody's tables yet; PostgreSQL makes none by itself. */
function createSchema({ database }: BetterAuthOptions, dialect: SqlDialect | undefined): string {
  if (!database || typeof database === "function" || !("schemaName" in database)) return "";
  const { schemaName, type } = database;
  if (schemaName === undefined || (dialect ?? type) !== "postgres") return "";
  return `create schema if not exists "${schemaName.replaceAll('"', '""')}";\n\n`;
}

/** SQL that brings a database of the built-in adapter from what it is to what the options need. */
export const kyselyGenerator: Generator = {
  id: "kysely",
  // Colons cannot stand in names of files on Windows.
  defaultPath: (now) => `better-auth_migrations/${now.toISOString().replaceAll(":", "-")}.sql`,
  isStepwise: true,
  async generate({ options, dialect }) {
    const migrations = await getMigrations(options, dialect === undefined ? {} : { emptyDatabase: dialect });
    const statements = await migrations.compileMigrations();
    const prefix = migrations.toBeCreated.length > 0 ? createSchema(options, dialect) : "";
    return {
      code: statements === "" ? "" : `${prefix}${statements}\n`,
      plan: migrations,
      warnings: [...migrations.schemaProblems, ...migrations.unsafeChanges].map(({ message }) => message),
    };
  },
};
