import { type GeneratedModels, modelsOf } from "../../../database/generated-models";
import { compileNames, type ModelNames } from "../../../database/names";
import { getAuthTables } from "../../../database/resolve-schema";
import type { BetterAuthOptions } from "../../../types";
import type { PrismaProvider } from "../providers";

/** How a schema is written. */
export interface PrismaSchemaConfig {
  readonly provider: PrismaProvider;
  /** Tables are called after their model with an "s". @default false */
  readonly usePlural?: boolean | undefined;
  /** The major version of Prisma: what a new file begins with depends on it. @default 7 */
  readonly prismaVersion?: number | undefined;
}

/** How ids are made and what they are in the database. */
export type IdKind = "text" | "serial" | "uuid" | "database";

/** Everything that the parts of the generator share. */
export interface SchemaModel extends GeneratedModels {
  readonly config: PrismaSchemaConfig;
  readonly ids: IdKind;
}

const ID_KINDS: Readonly<Record<string, IdKind>> = { serial: "serial", uuid: "uuid", false: "database" };

/** Resolves the options for the generator. */
export function makeSchemaModel(options: BetterAuthOptions, config: PrismaSchemaConfig): SchemaModel {
  const names = compileNames(getAuthTables(options), config.usePlural);
  return {
    config,
    names,
    models: modelsOf(names),
    ids: ID_KINDS[String(options.advanced?.database?.generateId)] ?? "text",
  };
}

/** A name as Prisma takes it: "sso-provider" as "ssoProvider". */
export function identifier(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9_]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");
  return /^[A-Za-z]/.test(camel) ? camel : `x${camel}`;
}

/** The name of a new model: the table's, with a capital. */
export function modelName({ physical }: ModelNames): string {
  const name = identifier(physical);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
