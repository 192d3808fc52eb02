/** A column that is in the database. */
export interface ExistingColumn {
  readonly name: string;
  /** As the database tells it, with lengths. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly isPrimaryKey: boolean;
}

/** An index that is in the database, unique constraints and primary keys included. */
export interface ExistingIndex {
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** A table that is in the database. */
export interface ExistingTable {
  readonly name: string;
  /** A view, or a table of another server: it takes no index, and no column. */
  readonly isView: boolean;
  /** Whether the database takes its name in any letter case. */
  readonly isNamedInAnyCase: boolean;
  readonly columns: readonly ExistingColumn[];
  readonly indexes: readonly ExistingIndex[];
}

/** The type of a column, in names as the database spells them; undefined when it is not there. */
export function existingType(tables: readonly ExistingTable[], table: string, column: string): string | undefined {
  return tables.find(({ name }) => name === table)?.columns.find(({ name }) => name === column)?.type;
}
