import {
  type DrizzleProvider,
  type DrizzleSchemaConfig,
  generateDrizzleSchema,
  isProvider,
} from "@better-auth/core/adapters/drizzle/schema";
import { Failure } from "../failure";
import type { SqlDialect } from "./dialect";
import { type Generator, type GeneratorInput, givenOptions } from "./generator";

const providers: Readonly<Partial<Record<SqlDialect, DrizzleProvider>>> = {
  sqlite: "sqlite",
  postgres: "pg",
  mysql: "mysql",
};

/** @throws {Failure} for a database that Drizzle does not speak, or when nothing says which one it is */
function providerOf(dialect: SqlDialect | undefined, given: unknown): DrizzleProvider {
  if (dialect !== undefined) {
    const provider = providers[dialect];
    if (provider !== undefined) return provider;
    throw new Failure(`--dialect: Drizzle takes sqlite, postgresql or mysql, got ${dialect}.`);
  }
  if (isProvider(given)) return given;
  throw new Failure("The options name no database of Drizzle, so it is not known which tables it takes.", {
    mend: "Name its dialect: --dialect sqlite, postgresql or mysql.",
  });
}

/** How the schema is written: as the Drizzle adapter of the options is set up, where there is one. */
function configOf(input: GeneratorInput): DrizzleSchemaConfig {
  const { provider, usePlural, camelCase, schemaName } = givenOptions(input, "drizzle");
  return {
    provider: providerOf(input.dialect, provider),
    usePlural,
    camelCase: camelCase === true,
    schemaName: typeof schemaName === "string" ? schemaName : undefined,
  };
}

/** The tables of Drizzle ORM, as the text of a module. */
export const drizzleGenerator: Generator = {
  id: "drizzle",
  defaultPath: () => "auth-schema.ts",
  isStepwise: false,
  isImported: true,
  generate: async (input) => ({ code: generateDrizzleSchema(input.options, configOf(input)), warnings: [] }),
};
