import type { FieldMap, ResolvedSchema } from "../types";
import { makeCoreTables } from "./core-tables";

/** The models that applications and plugins may add fields to. */
export type ExtendableModel = "user" | "session" | "account";

const CORE_FIELDS: Readonly<Record<ExtendableModel, ReadonlySet<string>>> = (() => {
  const { user, session, account } = makeCoreTables();
  const namesOf = (table: { fields: object }) => new Set(["id", ...Object.keys(table.fields)]);
  return { user: namesOf(user), session: namesOf(session), account: namesOf(account) };
})();

/** The fields of a model that are not the core's: additional fields and those of plugins. */
export function extraFieldsOf(model: ExtendableModel, schema: ResolvedSchema): FieldMap {
  const fields = Object.entries(schema[model]?.fields ?? {});
  return Object.fromEntries(fields.filter(([name]) => !CORE_FIELDS[model].has(name)));
}
