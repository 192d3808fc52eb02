import type { ExistingColumn, ExistingIndex, ExistingTable } from "../../database/migration-plan";
import { BetterAuthError } from "../../error";
import type { DatabaseType } from "../../types";
import type { Driver, Executor } from "./driver";

/** Questions whose answers have the same columns in every dialect. Their parameter is the schema's name, if any. */
interface Introspection {
  readonly columns: string;
  readonly indexes: string;
}

const SQLITE: Introspection = {
  columns: `select m.name as tbl, c.name as name, c.type as type, c."notnull" = 0 as nullable,
      c.dflt_value is not null as defaulted, c.pk > 0 as pk
    from sqlite_master m join pragma_table_info(m.name) c
    where m.type in ('table', 'view') and m.name not like 'sqlite\\_%' escape '\\'
      and m.name not like '\\_cf\\_%' escape '\\' order by m.name, c.cid`,
  // An index over a part of the rows decides nothing.
  indexes: `select m.name as tbl, i.name as idx, i."unique" as is_unique, c.name as name
    from sqlite_master m join pragma_index_list(m.name) i join pragma_index_info(i.name) c
    where m.type = 'table' and i.partial = 0 order by m.name, i.name, c.seqno`,
};

// Of the catalog itself: the views of information_schema take seconds where there are thousands of tables.
const postgres = (schema: string): Introspection => ({
  columns: `select c.relname as tbl, a.attname as name, not a.attnotnull as nullable,
      case when t.typtype = 'e' then 'USER-DEFINED' else format_type(a.atttypid, a.atttypmod) end as type,
      a.atthasdef or a.attidentity <> '' as defaulted, false as pk
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
    where n.nspname = ${schema} and c.relkind in ('r', 'p', 'v', 'f') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`,
  indexes: `select t.relname as tbl, i.relname as idx, x.indisunique as is_unique, a.attname as name
    from pg_index x
      join pg_class t on t.oid = x.indrelid
      join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = t.relnamespace
      cross join lateral unnest(x.indkey) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
    where n.nspname = ${schema} and x.indpred is null order by t.relname, i.relname, k.place`,
});

const mysql = (schema: string): Introspection => ({
  columns: `select table_name as tbl, column_name as name, column_type as type, is_nullable = 'YES' as nullable,
      column_default is not null or extra like '%auto_increment%' as defaulted, column_key = 'PRI' as pk
    from information_schema.columns where table_schema = ${schema} order by table_name, ordinal_position`,
  indexes: `select table_name as tbl, index_name as idx, non_unique = 0 as is_unique, column_name as name
    from information_schema.statistics where table_schema = ${schema} order by table_name, index_name, seq_in_index`,
});

function introspectionOf(
  dialect: DatabaseType,
  schemaName: string | undefined,
): { text: Introspection; values: string[] } {
  if (dialect === "sqlite") return { text: SQLITE, values: [] };
  if (dialect === "mysql") {
    return schemaName === undefined
      ? { text: mysql("database()"), values: [] }
      : { text: mysql("?"), values: [schemaName] };
  }
  if (dialect === "postgres") {
    return schemaName === undefined
      ? { text: postgres("current_schema()"), values: [] }
      : { text: postgres("$1"), values: [schemaName] };
  }
  throw new BetterAuthError(`Migrations of ${dialect} databases are not supported. Create the tables by hand.`);
}

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === 1n || value === "1";

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** Reads which tables, columns and indexes a database has, in two statements. */
export async function introspect(driver: Driver, executor: Executor): Promise<ExistingTable[]> {
  const { text, values } = introspectionOf(driver.dialect, driver.schemaName);
  const columns = groupBy(await executor.query(text.columns, values), (row) => String(row.tbl));
  const indexes = groupBy(await executor.query(text.indexes, values), (row) => String(row.tbl));

  return [...columns].map(([name, rows]) => ({
    name,
    columns: rows.map(
      (row): ExistingColumn => ({
        name: String(row.name),
        type: String(row.type),
        isNullable: isTrue(row.nullable),
        hasDefault: isTrue(row.defaulted),
        isPrimaryKey: isTrue(row.pk),
      }),
    ),
    indexes: [...groupBy(indexes.get(name) ?? [], (row) => String(row.idx)).values()].map(
      (entries): ExistingIndex => ({
        columns: entries.map((entry) => String(entry.name)),
        unique: isTrue(entries[0]?.is_unique),
      }),
    ),
  }));
}
