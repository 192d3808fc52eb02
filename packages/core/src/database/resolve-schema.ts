import type { BetterAuthOptions, FieldMap, ResolvedSchema, ResolvedTable } from "../types";
import { type CoreModel, makeCoreTables } from "./core-tables";

/** What an application may say about a table of the core. */
interface Renaming {
  modelName?: string | undefined;
  fields?: Readonly<Record<string, string | undefined>> | undefined;
  additionalFields?: FieldMap | undefined;
}

function addFields(table: ResolvedTable, fields: FieldMap, renamed: Renaming["fields"]): void {
  for (const [key, attribute] of Object.entries(fields)) {
    table.fields[key] = { ...attribute, fieldName: renamed?.[key] || attribute.fieldName || key };
  }
}

/** Columns and tables of the plugins, in the order of the plugins. Several plugins may add to one table. */
function addPluginTables(
  schema: ResolvedSchema,
  options: BetterAuthOptions,
  renamings: Record<string, Renaming>,
): void {
  for (const plugin of options.plugins ?? []) {
    for (const [key, addition] of Object.entries(plugin.schema ?? {})) {
      // Tables of plugins come after those of the core, which they point at.
      schema[key] ??= { modelName: addition.modelName || key, fields: {}, order: 100 };
      const table = schema[key];
      if (addition.modelName && !(key in renamings)) table.modelName = addition.modelName;
      if (addition.disableMigration !== undefined) table.disableMigrations = addition.disableMigration;
      if (addition.indexes) table.indexes = [...(table.indexes ?? []), ...addition.indexes];
      addFields(table, addition.fields, renamings[key]?.fields);
    }
  }
}

/**
 * Every model with its fields, also those that this configuration keeps outside of the database: for the validation of
 * inputs and the filtering of outputs. The database's own tables are `getAuthTables`.
 */
export function resolveModels(options: BetterAuthOptions): ResolvedSchema {
  const renamings: Record<CoreModel, Renaming> = {
    user: options.user ?? {},
    session: options.session ?? {},
    account: options.account ?? {},
    verification: options.verification ?? {},
    rateLimit: options.rateLimit ?? {},
  };
  const core = makeCoreTables();
  const schema: ResolvedSchema = makeCoreTables();
  for (const [key, renaming] of Object.entries(renamings)) {
    const table = schema[key] as ResolvedTable;
    table.modelName = renaming.modelName || table.modelName;
    addFields(table, table.fields, renaming.fields);
  }
  addPluginTables(schema, options, renamings);
  // Last, so that an application can say more about a column that a plugin brings. Of one of the core's it changes what it
  // names: an address stays unique, and a password's hash is not shown.
  for (const [key, { additionalFields, fields }] of Object.entries(renamings)) {
    if (additionalFields === undefined) continue;
    const own = core[key as CoreModel].fields;
    const complete = Object.entries(additionalFields).map(([name, field]) => [name, { ...own[name], ...field }]);
    addFields(schema[key] as ResolvedTable, Object.fromEntries(complete), fields);
  }
  return schema;
}

/**
 * The tables of the database: core, plugins and additional fields, by logical name. Sessions and verification values
 * that live in a secondary storage alone have no table, and rate limits only have one when they are kept in the database.
 *
 * @example getAuthTables(options).user.fields.emailVerified.fieldName // "emailVerified"
 */
export function getAuthTables(options: BetterAuthOptions): ResolvedSchema {
  const schema = resolveModels(options);
  if (options.secondaryStorage && !options.session?.storeSessionInDatabase) delete schema.session;
  if (options.secondaryStorage && !options.verification?.storeInDatabase) delete schema.verification;
  if (options.rateLimit?.storage !== "database") delete schema.rateLimit;
  return schema;
}
