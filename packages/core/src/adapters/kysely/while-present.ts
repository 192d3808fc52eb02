import { InsertQueryNode, QueryNode, RawNode, SelectModifierNode, SelectQueryNode } from "kysely";
import type { DatabaseType, Where } from "../../types";
import { comparesLoosely, writtenNode } from "./dialect";
import type { Driver } from "./driver";
import { raw, selected, slot, table as tableNode } from "./node";
import type { Column, Table } from "./table";
import { whereNode } from "./where";

/** The row that has to be there for an INSERT. Its clauses name one row; their values follow those of the columns. */
export interface Present {
  readonly table: Table;
  readonly where: readonly Where[];
}

/** Holds a row that is only looked at: others may look, too, and nobody changes it. MariaDB knows no FOR SHARE; SQLite has one writer. */
const SHARED_LOCK: Partial<Record<DatabaseType, string>> = { postgres: "for share", mysql: "lock in share mode" };

/** Makes an INSERT write its row while another row is there, and nothing when it is not. The look holds that row until the write is done. */
export function whilePresent(
  insert: InsertQueryNode,
  columns: readonly Column[],
  { table, where }: Present,
  driver: Driver,
): InsertQueryNode {
  const { dialect, schemaName } = driver;
  const name = tableNode(table.physical, schemaName);
  let rows = SelectQueryNode.cloneWithSelections(
    SelectQueryNode.createFrom([dialect === "mssql" ? raw(["", " with (holdlock)"], name) : name]),
    columns.map((column, place) => selected(writtenNode(column, slot(place), driver))),
  );
  const condition = whereNode(table, where, columns.length, { isByteExact: comparesLoosely(dialect) });
  if (condition) rows = QueryNode.cloneWithWhere(rows, condition);
  const lock = SHARED_LOCK[dialect];
  if (lock !== undefined) {
    const modifier = SelectModifierNode.createWithExpression(RawNode.createWithSql(lock));
    rows = QueryNode.cloneWithEndModifier(rows, modifier);
  }
  return InsertQueryNode.cloneWith(insert, { values: rows });
}
