import { type GeneratedModels, modelsOf } from "../../../database/generated-models";
import { compileNames } from "../../../database/names";
import { getAuthTables } from "../../../database/resolve-schema";
import type { BetterAuthOptions } from "../../../types";
import { snakeCase } from "../snake-case";
import type { DrizzleProvider } from "./providers";

/** How a schema is written. */
export interface DrizzleSchemaConfig {
  readonly provider: DrizzleProvider;
  /** Tables are called after their model with an "s". @default false */
  readonly usePlural?: boolean | undefined;
  /** Tables and columns keep their names in camel case. @default false: snake case */
  readonly camelCase?: boolean | undefined;
  /** The schema of PostgreSQL that the tables are in. @default the connection's own */
  readonly schemaName?: string | undefined;
}

/** Everything that the parts of the generator share. */
export interface SchemaModel extends GeneratedModels {
  readonly config: DrizzleSchemaConfig;
  readonly ids: "text" | "serial" | "uuid";
}

/** Resolves the options for the generator. */
export function makeSchemaModel(options: BetterAuthOptions, config: DrizzleSchemaConfig): SchemaModel {
  const names = compileNames(getAuthTables(options), config.usePlural);
  const wanted = options.advanced?.database?.generateId;
  return {
    config,
    names,
    models: modelsOf(names),
    ids: wanted === "serial" || wanted === "uuid" ? wanted : "text",
  };
}

/** What a table or a column is called in the database. */
export function databaseName(name: string, config: DrizzleSchemaConfig): string {
  return config.camelCase ? name : snakeCase(name);
}

/** A name as a variable: "sso-provider" as "ssoProvider". */
export function identifier(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");
  return /^\d/.test(camel) ? `_${camel}` : camel;
}

/** A name as the key of an object. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** A property of an object. */
export function member(object: string, name: string): string {
  return propertyKey(name) === name ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}
