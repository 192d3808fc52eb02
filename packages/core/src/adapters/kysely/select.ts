import {
  LimitNode,
  OffsetNode,
  type OperationNode,
  OrderByItemNode,
  QueryNode,
  RawNode,
  SelectModifierNode,
  SelectQueryNode,
} from "kysely";
import type { Where } from "../../types";
import { comparesLoosely, limitsLists, readNode } from "./dialect";
import type { Driver } from "./driver";
import { type Join, joinMany, joinOne } from "./join";
import { column, slot, table as tableNode } from "./node";
import { makeRowRead, type RowRead } from "./row";
import { makeSelection } from "./selection";
import type { Column, Table } from "./table";
import { whereNode } from "./where";

/** Everything that tells one reading statement from another. Values are slots, in the order that is told at each. */
export interface SelectShape {
  readonly table: Table;
  readonly columns: readonly Column[];
  /** Values from 0 on. */
  readonly where: readonly Where[];
  readonly joins: readonly Join[];
  readonly sortBy?: { readonly column: Column; readonly direction: "asc" | "desc" } | undefined;
  /** A number stands in the text; "value": the next value is the limit. */
  readonly limit: 1 | "none" | "value";
  /** Whether the value after the limit is the offset. */
  readonly hasOffset: boolean;
  /** How many values the clauses have. */
  readonly whereValues: number;
  /** FOR UPDATE: nobody else changes the rows until the transaction ends. */
  readonly isLocking?: boolean | undefined;
  /** Text is compared as the database's collation does, see `whereNode`. */
  readonly isLoose?: boolean | undefined;
}

/** Makes the statement of a shape, and the reading of its rows. Values: where, limit, offset, limits of lists. */
export function makeSelect(shape: SelectShape, driver: Driver): { node: SelectQueryNode; read: RowRead } {
  const { table, joins } = shape;
  const base = tableNode(table.physical, driver.schemaName);
  // Names are qualified where a second table could have the same ones.
  const qualifier = joins.length > 0 ? base : undefined;
  const selection = makeSelection(driver.rowKeys);
  const keys = shape.columns.map((read) => selection.add(readNode(read, driver.dialect, qualifier)));

  let nextValue = shape.whereValues;
  const limit = shape.limit === "value" ? LimitNode.create(slot(nextValue++)) : undefined;
  const offset = shape.hasOffset ? OffsetNode.create(slot(nextValue++)) : undefined;

  let query: SelectQueryNode = SelectQueryNode.createFrom([base]);
  const place = { base, schemaName: driver.schemaName, dialect: driver.dialect };
  const joinReads = joins.map((join, number) => {
    if (!join.isToOne) {
      const limitAt = limitsLists(driver.dialect) ? nextValue++ : null;
      return { name: join.name, kind: "many" as const, ...joinMany(join, place, number, limitAt, selection) };
    }
    const { node, read, key } = joinOne(join, place, number, selection);
    query = QueryNode.cloneWithJoin(query, node);
    return { name: join.name, kind: "one" as const, read, key };
  });

  query = SelectQueryNode.cloneWithSelections(query, selection.nodes);
  const comparison = { from: qualifier, isByteExact: comparesLoosely(driver.dialect) && shape.isLoose !== true };
  const condition = whereNode(table, shape.where, 0, comparison);
  if (condition) query = QueryNode.cloneWithWhere(query, condition);
  if (shape.sortBy) query = QueryNode.cloneWithOrderByItems(query, [orderBy(shape.sortBy, qualifier)]);
  if (shape.limit === 1) query = SelectQueryNode.cloneWithLimit(query, LimitNode.create(RawNode.createWithSql("1")));
  if (limit) query = SelectQueryNode.cloneWithLimit(query, limit);
  if (offset) query = SelectQueryNode.cloneWithOffset(query, offset);
  if (shape.isLocking) query = QueryNode.cloneWithEndModifier(query, SelectModifierNode.create("ForUpdate"));
  return { node: query, read: makeRowRead(shape.columns, keys, joinReads) };
}

function orderBy(sort: NonNullable<SelectShape["sortBy"]>, qualifier: Parameters<typeof column>[1]): OrderByItemNode {
  const direction: OperationNode = RawNode.createWithSql(sort.direction === "desc" ? "desc" : "asc");
  return OrderByItemNode.create(column(sort.column.physical, qualifier), direction);
}
