import type { PluginSchema, PluginTable } from "../types";

/** Other names for tables and columns: what a plugin's `schema` option takes. */
export type SchemaNamesOption<S extends PluginSchema = PluginSchema> = {
  readonly [T in keyof S]?:
    | {
        readonly modelName?: string | undefined;
        readonly fields?: { readonly [F in keyof S[T]["fields"]]?: string | undefined } | undefined;
      }
    | undefined;
};

/**
 * A plugin's schema under the names that the application chose. Names of what is not in the schema do nothing.
 *
 * @returns a schema of its own; the given one where nothing is renamed
 * @example const schema = mergeSchema(tables, { seat: { modelName: "chairs", fields: { number: "chair_number" } } });
 */
export function mergeSchema<S extends PluginSchema>(schema: S, names?: SchemaNamesOption<S>): S {
  if (names === undefined) return schema;
  const merged: Record<string, PluginTable> = {};
  for (const [key, table] of Object.entries(schema)) {
    const own: { modelName?: string | undefined; fields?: Readonly<Record<string, string | undefined>> | undefined } =
      names[key] ?? {};
    const fields = Object.entries(table.fields).map(([name, attribute]) => {
      const fieldName = own.fields?.[name];
      return [name, fieldName ? { ...attribute, fieldName } : attribute];
    });
    merged[key] = {
      ...table,
      ...(own.modelName ? { modelName: own.modelName } : {}),
      fields: Object.fromEntries(fields),
    };
  }
  // The same tables and fields; only names have changed.
  return merged as S;
}
