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
import { withOffset, withTop, withTopOne } from "./mssql-clauses";
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
  /** Until the transaction ends nobody else changes the rows, or nobody at all: then others may hold them, too. */
  readonly lock?: "for update" | "lock in share mode" | undefined;
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
  const limitAt = shape.limit === "value" ? nextValue++ : null;
  const offsetAt = shape.hasOffset ? nextValue++ : null;

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
  query =
    driver.dialect === "mssql"
      ? withRows(query, shape.limit, limitAt, offsetAt)
      : limited(query, shape.limit, limitAt, offsetAt);
  if (shape.lock !== undefined) {
    // MariaDB knows no FOR SHARE.
    const lock = SelectModifierNode.createWithExpression(RawNode.createWithSql(shape.lock));
    query = QueryNode.cloneWithEndModifier(query, lock);
  }
  return { node: query, read: makeRowRead(shape.columns, keys, joinReads) };
}

function limited(
  query: SelectQueryNode,
  limit: SelectShape["limit"],
  limitAt: number | null,
  offsetAt: number | null,
): SelectQueryNode {
  let node = query;
  if (limit === 1) node = SelectQueryNode.cloneWithLimit(node, LimitNode.create(RawNode.createWithSql("1")));
  if (limitAt !== null) node = SelectQueryNode.cloneWithLimit(node, LimitNode.create(slot(limitAt)));
  return offsetAt === null ? node : SelectQueryNode.cloneWithOffset(node, OffsetNode.create(slot(offsetAt)));
}

/** The same for SQL Server. */
function withRows(
  query: SelectQueryNode,
  limit: SelectShape["limit"],
  limitAt: number | null,
  offsetAt: number | null,
): SelectQueryNode {
  if (limit === 1) return withTopOne(query);
  if (limitAt === null) return query;
  return offsetAt === null ? withTop(query, limitAt) : withOffset(query, limitAt, offsetAt);
}

function orderBy(sort: NonNullable<SelectShape["sortBy"]>, qualifier: Parameters<typeof column>[1]): OrderByItemNode {
  const direction: OperationNode = RawNode.createWithSql(sort.direction === "desc" ? "desc" : "asc");
  return OrderByItemNode.create(column(sort.column.physical, qualifier), direction);
}
