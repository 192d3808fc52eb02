import {
  BinaryOperationNode,
  FromNode,
  JoinNode,
  LimitNode,
  OnNode,
  type OperationNode,
  OperatorNode,
  ParensNode,
  QueryNode,
  SelectQueryNode,
  type TableNode,
} from "kysely";
import type { DatabaseType } from "../../types";
import { readNode } from "./dialect";
import { jsonList, withTop } from "./mssql-clauses";
import { alias, column, joined, raw, selected, slot, table } from "./node";
import { makeRowRead, type RowRead } from "./row";
import type { Selection } from "./selection";
import type { Column, Table } from "./table";

/** Another table whose rows are read along. */
export interface Join {
  /** The name under which they are given out. */
  readonly name: string;
  readonly table: Table;
  readonly from: Column;
  readonly to: Column;
  readonly isToOne: boolean;
  readonly limit: number;
}

/** Text of a list of lists in JSON, by dialect. SQL Server has a clause for it. */
const JSON_LISTS: Readonly<
  Record<Exclude<DatabaseType, "mssql">, { readonly row: string; readonly list: string; readonly none: string }>
> = {
  sqlite: { row: "json_array(", list: "json_group_array(", none: "'[]'" },
  postgres: { row: "json_build_array(", list: "json_agg(", none: "'[]'::json" },
  mysql: { row: "json_array(", list: "json_arrayagg(", none: "json_array()" },
};

const equal = (left: OperationNode, right: OperationNode): OperationNode =>
  BinaryOperationNode.create(left, OperatorNode.create("="), right);

/** Where the statement's tables are. */
export interface JoinPlace {
  readonly base: TableNode;
  readonly schemaName: string | undefined;
  readonly dialect: DatabaseType;
}

/** A join of one row, in the same row: LEFT JOIN. */
export function joinOne(
  join: Join,
  place: JoinPlace,
  number: number,
  selection: Selection,
): { node: JoinNode; read: RowRead; key: string | number } {
  const name = `j${number}`;
  const other = table(name);
  const on = equal(column(join.to.physical, other), column(join.from.physical, place.base));
  const keys = join.table.columns.map((read) => selection.add(readNode(read, place.dialect, other)));
  return {
    node: {
      ...JoinNode.create("LeftJoin", alias(table(join.table.physical, place.schemaName), name)),
      on: OnNode.create(on),
    },
    read: makeRowRead(join.table.columns, keys),
    // The id is the last column of every table.
    key: keys[keys.length - 1] as string | number,
  };
}

/**
 * A join of many rows: a list in JSON, made by a subquery. Unlike a join it repeats nothing of the base row, it cannot
 * multiply with a second list, and its limit is one for each base row.
 *
 * @param limitAt the limit's place among the values; `null` where the list is cut when it is read
 */
export function joinMany(
  join: Join,
  place: JoinPlace,
  number: number,
  limitAt: number | null,
  selection: Selection,
): { read: RowRead; key: string | number; limit?: number } {
  const name = `j${number}`;
  const other = table(name);
  const columns = join.table.columns.map((read) => readNode(read, place.dialect, other));
  const isOfBase = equal(column(join.to.physical, other), column(join.from.physical, place.base));
  const from = SelectQueryNode.createFrom([alias(table(join.table.physical, place.schemaName), name)]);
  if (place.dialect === "mssql") {
    const rows = withTop(QueryNode.cloneWithWhere(from, isOfBase), limitAt as number);
    const read = makeRowRead(
      join.table.columns,
      columns.map((_, index) => `c${index}`),
    );
    return { read, key: selection.add(ParensNode.create(jsonList(rows, columns))) };
  }
  const text = JSON_LISTS[place.dialect];
  const list = raw([`coalesce(${text.list}${text.row}`, `)), ${text.none})`], joined(columns, ", "));
  const keys = join.table.columns.map((_, index) => index);
  const read = makeRowRead(join.table.columns, keys);
  if (limitAt === null) {
    const all = QueryNode.cloneWithWhere(SelectQueryNode.cloneWithSelections(from, [selected(list)]), isOfBase);
    return { read, key: selection.add(ParensNode.create(all)), limit: join.limit };
  }
  const rows = SelectQueryNode.cloneWithLimit(
    QueryNode.cloneWithWhere(SelectQueryNode.cloneWithSelections(from, columns.map(selected)), isOfBase),
    LimitNode.create(slot(limitAt)),
  );
  const aggregate: SelectQueryNode = {
    kind: "SelectQueryNode",
    from: FromNode.create([alias(ParensNode.create(rows), name)]),
    selections: [selected(list)],
  };
  return { read, key: selection.add(ParensNode.create(aggregate)) };
}
