import {
  type DeleteQueryNode,
  type FetchNode,
  InsertQueryNode,
  OffsetNode,
  type OperationNode,
  OrderByItemNode,
  QueryNode,
  SelectModifierNode,
  SelectQueryNode,
  TopNode,
  type UpdateQueryNode,
} from "kysely";
import { readNode } from "./dialect";
import type { Driver } from "./driver";
import { alias, column, raw, selected, slot, table as tableNode } from "./node";
import { makeRowRead, type RowRead } from "./row";
import { makeSelection } from "./selection";
import type { Column, Table } from "./table";

// What SQL Server says in clauses of its own: OUTPUT for RETURNING, TOP and FETCH for LIMIT, FOR JSON for lists.

/** At most as many rows as the bound number. TOP and not FETCH: it takes 0. */
export function withTop(query: SelectQueryNode, limitAt: number): SelectQueryNode {
  return SelectQueryNode.cloneWithFrontModifier(
    query,
    SelectModifierNode.createWithExpression(raw(["top(", ")"], slot(limitAt))),
  );
}

/** Only one row, of a reading or a changing statement. */
export function withTopOne<N extends SelectQueryNode | UpdateQueryNode | DeleteQueryNode>(node: N): N {
  return QueryNode.cloneWithTop(node, TopNode.create(1)) as N;
}

/** The rows after the first ones. They are only skipped in an order, so one that says nothing is named where there is none. */
export function withOffset(query: SelectQueryNode, limitAt: number, offsetAt: number): SelectQueryNode {
  const ordered =
    query.orderBy === undefined
      ? QueryNode.cloneWithOrderByItems(query, [OrderByItemNode.create(raw(["(select null)"]))])
      : query;
  const fetch: FetchNode = {
    kind: "FetchNode",
    rowCount: slot(limitAt) as FetchNode["rowCount"],
    modifier: "only",
  };
  return SelectQueryNode.cloneWithFetch(
    SelectQueryNode.cloneWithOffset(ordered, OffsetNode.create(slot(offsetAt))),
    fetch,
  );
}

/** OUTPUT: the rows as they are after the write, or as they were before a deletion. */
export function withOutput<N extends InsertQueryNode | UpdateQueryNode | DeleteQueryNode>(
  node: N,
  table: Table,
  driver: Driver,
): { readonly node: N; readonly read: RowRead } {
  const from = tableNode(node.kind === "DeleteQueryNode" ? "deleted" : "inserted");
  const selection = makeSelection(driver.rowKeys);
  const keys = table.columns.map((read) => selection.add(readNode(read, driver.dialect, from)));
  return { node: QueryNode.cloneWithOutput(node, selection.nodes) as N, read: makeRowRead(table.columns, keys) };
}

/**
 * Makes an INSERT write nothing when a row has the same value in the unique column. The look and the write are one: the
 * look locks the value's place in the index until the write is done.
 */
export function unlessPresent(
  insert: InsertQueryNode,
  table: Table,
  columns: readonly Column[],
  uniqueColumn: Column,
  driver: Driver,
): InsertQueryNode {
  const uniqueAt = columns.indexOf(uniqueColumn);
  // No value is no value that another row could have.
  if (uniqueAt === -1) return insert;
  const values: SelectQueryNode = {
    kind: "SelectQueryNode",
    selections: columns.map((_, place) => selected(slot(place))),
  };
  const isAbsent = raw(
    ["not exists (select 1 from ", " with (updlock, holdlock) where ", " = ", ")"],
    tableNode(table.physical, driver.schemaName),
    column(uniqueColumn.physical),
    slot(uniqueAt),
  );
  return InsertQueryNode.cloneWith(insert, { values: QueryNode.cloneWithWhere(values, isAbsent) });
}

/** Rows as a list in JSON, of objects whose keys are "c0", "c1", …; null when there are none. */
export function jsonList(rows: SelectQueryNode, columns: readonly OperationNode[]): SelectQueryNode {
  const selections = columns.map((node, place) => selected(alias(node, `c${place}`)));
  const forJson = SelectModifierNode.createWithExpression(raw(["for json path, include_null_values"]));
  return QueryNode.cloneWithEndModifier(SelectQueryNode.cloneWithSelections(rows, selections), forJson);
}
