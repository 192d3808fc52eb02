import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  generatePrismaSchema,
  isProvider,
  type PrismaProvider,
  type PrismaSchemaConfig,
} from "@better-auth/core/adapters/prisma/schema";
import { Failure } from "../failure";
import { messageOf } from "../migration/message-of";
import type { SqlDialect } from "./dialect";
import { type Generator, type GeneratorInput, givenOptions } from "./generator";

const providers: Readonly<Record<SqlDialect, PrismaProvider>> = {
  sqlite: "sqlite",
  postgres: "postgresql",
  mysql: "mysql",
  mssql: "sqlserver",
};

/** @throws {Failure} when nothing says which database it is */
function providerOf(dialect: SqlDialect | undefined, given: unknown): PrismaProvider {
  if (dialect !== undefined) return providers[dialect];
  if (isProvider(given)) return given;
  throw new Failure("The options name no database of Prisma, so it is not known which models it takes.", {
    mend: "Name its dialect: --dialect sqlite, postgresql, mysql or mssql.",
  });
}

/** The major version of Prisma that a project has installed; `undefined` when it has none. */
function installedMajor(folder: string): number | undefined {
  for (const name of ["prisma", "@prisma/client"]) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
      return Number.parseInt(version, 10);
    } catch {
      // The next one may be there.
    }
  }
  const above = dirname(folder);
  return above === folder ? undefined : installedMajor(above);
}

/** How the schema is written: as the Prisma adapter of the options is set up, where there is one. */
function configOf(input: GeneratorInput): PrismaSchemaConfig {
  const { provider, usePlural } = givenOptions(input, "prisma");
  return {
    provider: providerOf(input.dialect, provider),
    usePlural,
    prismaVersion: installedMajor(input.folder ?? process.cwd()),
  };
}

/** The models of Prisma, added to what schema.prisma says. */
export const prismaGenerator: Generator = {
  id: "prisma",
  defaultPath: () => "prisma/schema.prisma",
  isStepwise: false,
  async generate(input, existing) {
    const config = configOf(input);
    try {
      return generatePrismaSchema(input.options, config, existing);
    } catch (error) {
      throw new Failure(messageOf(error), { cause: error });
    }
  },
};
