import { makeCoreTables } from "../../database/core-tables";
import { getAuthTables } from "../../database/resolve-schema";
import type { BetterAuthOptions } from "../../types";
import { type Claim, CORE, type Owner, ownersOf } from "./claim";

type Owners = Map<string, Owner>;

/** Who makes which model: the first that names it. Others add fields to it. */
function ownersOfModels(options: BetterAuthOptions): Owners {
  const owners: Owners = new Map(Object.keys(makeCoreTables()).map((model) => [model, CORE]));
  for (const { plugin, owner } of ownersOf(options)) {
    for (const model of Object.keys(plugin.schema ?? {})) if (!owners.has(model)) owners.set(model, owner);
  }
  return owners;
}

/** Fields by the names that code knows them by. */
function claimFields(options: BetterAuthOptions): Claim[] {
  const claim = (owner: Owner, model: string, field: string): Claim => ({
    owner,
    key: `field ${model}.${field}`,
    name: `the field ${model}.${field}`,
    mend: { of: "field", another: "name" },
    isReplaceable: true,
  });
  const ofCore = Object.entries(makeCoreTables()).flatMap(([model, { fields }]) =>
    Object.keys(fields).map((field) => claim(CORE, model, field)),
  );
  const ofPlugins = ownersOf(options).flatMap(({ plugin, owner }) =>
    Object.entries(plugin.schema ?? {}).flatMap(([model, { fields }]) =>
      Object.keys(fields).map((field) => claim(owner, model, field)),
    ),
  );
  return [...ofCore, ...ofPlugins];
}

/** Who brings a field: the last one that does, since it says what the column is. */
function ownersOfFields(options: BetterAuthOptions): Owners {
  const owners: Owners = new Map();
  for (const { owner, key } of claimFields(options)) owners.set(key, owner);
  return owners;
}

/** Tables and columns by their names in the database. A table that migrations leave alone may be somebody else's. */
function claimColumns(options: BetterAuthOptions): Claim[] {
  const models = ownersOfModels(options);
  const fields = ownersOfFields(options);
  const tables = Object.entries(getAuthTables(options)).filter(([, table]) => table.disableMigrations !== true);
  return tables.flatMap(([model, table]): Claim[] => [
    {
      owner: models.get(model) ?? CORE,
      key: `table ${table.modelName}`,
      name: `the table "${table.modelName}" of the database`,
      mend: { of: "table", another: "modelName" },
    },
    ...Object.entries(table.fields).map(([field, { fieldName = field }]) => ({
      owner: fields.get(`field ${model}.${field}`) ?? { name: `${model}.additionalFields`, dependsOn: [] },
      key: `column ${model} ${fieldName}`,
      name: `the column "${fieldName}" of the table "${table.modelName}"`,
      mend: { of: "field", another: "fieldName" },
    })),
  ]);
}

/** Fields, tables and columns. */
export function claimSchema(options: BetterAuthOptions): Claim[] {
  return [...claimFields(options), ...claimColumns(options)];
}
