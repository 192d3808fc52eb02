import type { DatabaseType } from "../types";
import type { ExistingTable } from "./existing-table";
import type { NameInDatabase } from "./migration-plan";
import type { SchemaNames } from "./names";

/** Where the names of columns are the same in any letter case. */
const COLUMNS_IN_ANY_CASE: ReadonlySet<DatabaseType> = new Set<DatabaseType>(["sqlite", "mysql"]);

/** Gives a name as it is wanted, where it is one of the wanted but for its letter case. */
function toWanted(wanted: Iterable<string>): (name: string) => string {
  const names = new Map([...wanted].map((name) => [name.toLowerCase(), name]));
  return (name) => names.get(name.toLowerCase()) ?? name;
}

/**
 * The tables of a database under the names that the configuration has for them, where the database takes them in any letter
 * case and keeps another one: a server of MySQL may write `rateLimit` in small letters. There a second table or column of that
 * name could not be made, and the one that is there does as well.
 */
export function underWantedNames(
  existing: readonly ExistingTable[],
  names: SchemaNames,
  { dialect, spell }: { readonly dialect: DatabaseType; readonly spell: NameInDatabase },
): ExistingTable[] {
  const models = [...new Set(names.models.values())];
  const tableName = toWanted(models.map(({ physical }) => spell(physical)));
  return existing.map((table) => {
    const name = table.isNamedInAnyCase ? tableName(table.name) : table.name;
    const columns = models
      .filter(({ physical }) => spell(physical) === name)
      .flatMap((model) => [...model.fields.values()].map(({ physical }) => spell(physical)));
    if (!COLUMNS_IN_ANY_CASE.has(dialect)) return { ...table, name };
    const columnName = toWanted(columns);
    return {
      ...table,
      name,
      columns: table.columns.map((column) => ({ ...column, name: columnName(column.name) })),
      indexes: table.indexes.map((index) => ({ ...index, columns: index.columns.map(columnName) })),
    };
  });
}
