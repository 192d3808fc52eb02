import type { OperationNode, TableNode } from "kysely";
import type { DatabaseType } from "../../types";
import { column as columnNode, raw } from "./node";
import type { Column } from "./table";

// What the SQL of the dialects differs in, where statements are made.

/** Whether "=" takes texts for equal that are not: by letter case, accents, spaces at the end. */
export function comparesLoosely(dialect: DatabaseType): boolean {
  return dialect === "mysql";
}

/** Whether the list of a join can be limited in the statement: a subquery in FROM would have to see the outer row. */
export function limitsLists(dialect: DatabaseType): boolean {
  return dialect !== "mysql";
}

/** A column as it is read. JSON of MySQL is text or a value, depending on server and driver: text is asked for. */
export function readNode({ physical, attribute }: Column, dialect: DatabaseType, from?: TableNode): OperationNode {
  const node = columnNode(physical, from);
  const { type } = attribute;
  const isJson = type === "json" || type === "string[]" || type === "number[]";
  return dialect === "mysql" && isJson ? raw(["cast(", " as char)"], node) : node;
}

/** Text as its bytes in UTF-8. */
export function bytes(node: OperationNode): OperationNode {
  return raw(["cast(convert(", " using utf8mb4) as binary)"], node);
}
