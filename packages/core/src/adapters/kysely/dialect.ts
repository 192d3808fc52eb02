import type { OperationNode, TableNode } from "kysely";
import type { DatabaseType } from "../../types";
import type { Driver } from "./driver";
import { column as columnNode, raw } from "./node";
import type { Column } from "./table";

// What the SQL of the dialects differs in, where statements are made.

/** Whether "=" takes texts for equal that are not: by letter case, accents, spaces at the end. */
export function comparesLoosely(dialect: DatabaseType): boolean {
  return dialect === "mysql" || dialect === "mssql";
}

/** Whether the list of a join can be limited in the statement: a subquery in FROM would have to see the outer row. */
export function limitsLists(dialect: DatabaseType): boolean {
  return dialect !== "mysql";
}

/** A column as it is read. */
export function readNode({ physical, attribute }: Column, dialect: DatabaseType, from?: TableNode): OperationNode {
  const node = columnNode(physical, from);
  const { type } = attribute;
  // JSON of MySQL is text or a value, depending on server and driver: text is asked for.
  const isJson = type === "json" || type === "string[]" || type === "number[]";
  if (dialect === "mysql" && isJson) return raw(["cast(", " as char)"], node);
  // The driver of SQL Server makes dates of the zone that its settings say; text in ISO 8601 (126) has none.
  if (dialect === "mssql" && type === "date") return raw(["convert(varchar(33), ", ", 126)"], node);
  return node;
}

/**
 * A value as it is written. JSON is bound as text; through a dialect of Kysely it is said to be text, because there are
 * drivers that make JSON of what they bind for a JSON column (postgres.js), a second time.
 */
export function writtenNode({ attribute, isId }: Column, value: OperationNode, driver: Driver): OperationNode {
  if (driver.dialect !== "postgres" || !driver.isThroughKysely || isId) return value;
  const { type } = attribute;
  const isJson = type === "json" || type === "string[]" || type === "number[]";
  return isJson ? raw(["cast(cast(", " as text) as jsonb)"], value) : value;
}

/** Text as its bytes: in UTF-8, in UTF-16 on SQL Server, where text of a column may be in either. */
export function bytes(node: OperationNode, dialect: DatabaseType): OperationNode {
  return dialect === "mssql"
    ? raw(["cast(cast(", " as nvarchar(max)) as varbinary(max))"], node)
    : raw(["cast(convert(", " using utf8mb4) as binary)"], node);
}
