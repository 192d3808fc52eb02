import { getMigrations } from "@better-auth/core/db/migration";
import type { Generator } from "./generator";

/** SQL that brings a database of the built-in adapter from what it is to what the options need. */
export const kyselyGenerator: Generator = {
  id: "kysely",
  // Colons cannot stand in names of files on Windows.
  defaultPath: (now) => `better-auth_migrations/${now.toISOString().replaceAll(":", "-")}.sql`,
  isStepwise: true,
  async generate({ options, dialect }) {
    const migrations = await getMigrations(options, dialect === undefined ? {} : { emptyDatabase: dialect });
    const statements = await migrations.compileMigrations();
    return {
      code: statements === "" ? "" : `${statements}\n`,
      plan: migrations,
      warnings: [...migrations.schemaProblems, ...migrations.unsafeChanges].map(({ message }) => message),
    };
  },
};
