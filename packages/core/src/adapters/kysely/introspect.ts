import type { ExistingColumn, ExistingIndex, ExistingTable } from "../../database/existing-table";
import type { MigrationDialect } from "../../database/migration-sql";
import type { DatabaseType } from "../../types";
import type { Executor } from "./driver";

/** Questions whose answers have the same columns in every dialect. Their parameter is the schema's name, if any. */
interface Introspection {
  readonly columns: string;
  readonly indexes: string;
}

/** Tables that are not SQLite's own, nor D1's, which lets nobody look at them. */
const OURS = "m.name not like 'sqlite\\_%' escape '\\' and m.name not like '\\_cf\\_%' escape '\\'";

const SQLITE: Introspection = {
  columns: `select m.name as tbl, c.name as name, c.type as type, c."notnull" = 0 as nullable,
      c.dflt_value is not null as defaulted, c.pk > 0 as pk, m.type = 'view' as is_view, 1 as any_case
    from sqlite_master m join pragma_table_info(m.name) c
    where m.type in ('table', 'view') and ${OURS} order by m.name, c.cid`,
  // An index over a part of the rows decides nothing.
  indexes: `select m.name as tbl, i.name as idx, i."unique" as is_unique, c.name as name
    from sqlite_master m join pragma_index_list(m.name) i join pragma_index_info(i.name) c
    where m.type = 'table' and ${OURS} and i.partial = 0 order by m.name, i.name, c.seqno`,
};

// Of the catalog itself: the views of information_schema take seconds where there are thousands of tables.
const postgres = (schema: string): Introspection => ({
  columns: `select c.relname as tbl, a.attname as name, not a.attnotnull as nullable,
      case when t.typtype = 'e' then 'USER-DEFINED' else format_type(a.atttypid, a.atttypmod) end as type,
      a.atthasdef or a.attidentity <> '' as defaulted, false as pk, c.relkind in ('v', 'm', 'f') as is_view
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
    where n.nspname = ${schema} and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`,
  // Expressions have no column, but a place. Those behind the keys are only kept along (INCLUDE). A unique index that
  // could not be finished (CONCURRENTLY) decides nothing.
  indexes: `select t.relname as tbl, i.relname as idx, coalesce(a.attname, '') as name,
      x.indisunique and x.indisvalid as is_unique
    from pg_index x
      join pg_class t on t.oid = x.indrelid
      join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = t.relnamespace
      cross join lateral unnest(x.indkey) with ordinality as k (attnum, place)
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
    where n.nspname = ${schema} and x.indpred is null and k.place <= x.indnkeyatts order by t.relname, i.relname, k.place`,
});

const mysql = (schema: string): Introspection => ({
  columns: `select c.table_name as tbl, c.column_name as name, c.column_type as type, c.is_nullable = 'YES' as nullable,
      c.column_default is not null or c.extra like '%auto_increment%' as defaulted, c.column_key = 'PRI' as pk,
      t.table_type = 'VIEW' as is_view, @@lower_case_table_names <> 0 as any_case
    from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = ${schema} order by c.table_name, c.ordinal_position`,
  indexes: `select table_name as tbl, index_name as idx, non_unique = 0 as is_unique, column_name as name
    from information_schema.statistics where table_schema = ${schema} order by table_name, index_name, seq_in_index`,
});

const mssql = (schema: string): Introspection => ({
  // Lengths are bytes, of which a character of nvarchar has two; -1 is "max".
  columns: `select o.name as tbl, c.name as name, c.is_nullable as nullable,
      t.name + case
        when t.name in ('nvarchar', 'nchar') then '(' + case c.max_length when -1 then 'max' else cast(c.max_length / 2 as varchar(5)) end + ')'
        when t.name in ('varchar', 'char', 'varbinary', 'binary') then '(' + case c.max_length when -1 then 'max' else cast(c.max_length as varchar(5)) end + ')'
        else '' end as type,
      case when c.default_object_id <> 0 or c.is_identity = 1 or c.is_computed = 1 then 1 else 0 end as defaulted, 0 as pk,
      case o.type when 'V' then 1 else 0 end as is_view
    from sys.columns c
      join sys.objects o on o.object_id = c.object_id
      join sys.types t on t.user_type_id = c.user_type_id
    where o.schema_id = schema_id(${schema}) and o.type in ('U', 'V')
    order by o.name, c.column_id`,
  // A filter that leaves out nothing but rows without a value is one of ours: those may be there many times.
  indexes: `select o.name as tbl, i.name as idx, i.is_unique as is_unique, c.name as name
    from sys.indexes i
      join sys.objects o on o.object_id = i.object_id
      join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id
      join sys.columns c on c.object_id = k.object_id and c.column_id = k.column_id
    where o.schema_id = schema_id(${schema}) and o.type = 'U' and i.name is not null
      and k.is_included_column = 0
      and (i.has_filter = 0 or (i.is_unique = 1 and replace(i.filter_definition, ' IS NOT NULL', '') not like '%[<>=]%'
        and i.filter_definition not like '% IS NULL%' and i.filter_definition not like '% IN (%'))
    order by o.name, i.name, k.key_ordinal`,
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
  return schemaName === undefined
    ? { text: mssql("schema_name()"), values: [] }
    : { text: mssql("@1"), values: [schemaName] };
}

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === 1n || value === "1";

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** Reads which tables, columns and indexes a database has, in two statements. */
export async function introspect(to: MigrationDialect, executor: Executor): Promise<ExistingTable[]> {
  const { text, values } = introspectionOf(to.dialect, to.schemaName);
  const columns = groupBy(await executor.query(text.columns, values), (row) => String(row.tbl));
  const indexes = groupBy(await executor.query(text.indexes, values), (row) => String(row.tbl));

  return [...columns].map(([name, rows]) => ({
    name,
    isView: isTrue(rows[0]?.is_view),
    isNamedInAnyCase: isTrue(rows[0]?.any_case),
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

/**
 * Whether the schema that is named is there. Asked before one is made: that takes a right which not everybody has who may
 * make tables in it.
 */
export async function hasSchema({ dialect, schemaName }: MigrationDialect, executor: Executor): Promise<boolean> {
  if (schemaName === undefined || (dialect !== "postgres" && dialect !== "mssql")) return true;
  const [text, value] =
    dialect === "postgres"
      ? ["select 1 as found from pg_namespace where nspname = $1", schemaName]
      : ["select 1 as found from sys.schemas where name = @1", schemaName];
  return (await executor.query(text, [value])).length > 0;
}
