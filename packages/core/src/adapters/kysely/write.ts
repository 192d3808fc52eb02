import {
  AndNode,
  ColumnNode,
  ColumnUpdateNode,
  DeleteQueryNode,
  FromNode,
  InsertQueryNode,
  LimitNode,
  OnConflictNode,
  type OperationNode,
  QueryNode,
  RawNode,
  SelectModifierNode,
  SelectQueryNode,
  UpdateQueryNode,
  ValueListNode,
  ValuesNode,
} from "kysely";
import type { Where } from "../../types";
import { matchesOneRow } from "../clause";
import { comparesLoosely, writtenNode } from "./dialect";
import type { Driver } from "./driver";
import { unlessPresent, withOutput, withTopOne } from "./mssql-clauses";
import { column, raw, selected, slot, table as tableNode } from "./node";
import { makeRowRead, type RowRead } from "./row";
import { makeSelection } from "./selection";
import type { Column, Table } from "./table";
import { whereNode } from "./where";
import { type Present, whilePresent } from "./while-present";

/** A statement that gives rows back, and the reading of them. */
export interface Returning<N> {
  readonly node: N;
  readonly read: RowRead;
}

function returning<N extends InsertQueryNode | UpdateQueryNode | DeleteQueryNode>(
  node: N,
  table: Table,
  driver: Driver,
): Returning<N> {
  if (driver.dialect === "mssql") return withOutput(node, table, driver);
  const selection = makeSelection(driver.rowKeys);
  const keys = table.columns.map(({ physical }) => selection.add(column(physical)));
  return {
    node: QueryNode.cloneWithReturning(node, selection.nodes) as N,
    read: makeRowRead(table.columns, keys),
  };
}

/** When an INSERT writes its row: always, unless a row has the same value in a unique column, or while another row is there. */
export type InsertCondition = { readonly absent: Column } | { readonly present: Present } | null;

/**
 * INSERT … RETURNING. Values: one for each column in order, then those of the condition. When it does not hold, nothing is
 * written and no row comes back.
 */
export function makeInsert(
  table: Table,
  columns: readonly Column[],
  condition: InsertCondition,
  driver: Driver,
): Returning<InsertQueryNode> {
  let node = makePlainInsert(table, columns, condition, driver);
  if (condition !== null && "absent" in condition) {
    if (driver.dialect === "mssql") node = unlessPresent(node, table, columns, condition.absent, driver);
    else {
      const target = { columns: [ColumnNode.create(condition.absent.physical)], doNothing: true };
      node = InsertQueryNode.cloneWith(node, { onConflict: OnConflictNode.cloneWith(OnConflictNode.create(), target) });
    }
  }
  return returning(node, table, driver);
}

/** INSERT, which fails where a row has the same unique value. Values as above. */
export function makePlainInsert(
  table: Table,
  columns: readonly Column[],
  condition: InsertCondition,
  driver: Driver,
): InsertQueryNode {
  const node = InsertQueryNode.create(tableNode(table.physical, driver.schemaName));
  if (condition !== null && "present" in condition) {
    const named = InsertQueryNode.cloneWith(node, {
      columns: columns.map(({ physical }) => ColumnNode.create(physical)),
    });
    return whilePresent(named, columns, condition.present, driver);
  }
  return columns.length === 0
    ? InsertQueryNode.cloneWith(node, { defaultValues: true })
    : InsertQueryNode.cloneWith(node, {
        columns: columns.map(({ physical }) => ColumnNode.create(physical)),
        values: ValuesNode.create([
          ValueListNode.create(columns.map((written, place) => writtenNode(written, slot(place), driver))),
        ]),
      });
}

/** Clauses of a write, and where their values begin. */
export interface WriteWhere {
  readonly where: readonly Where[];
  readonly firstValue: number;
  /** Only one of the matching rows. */
  readonly isOne: boolean;
}

const isOfOneRow = (table: Table, where: readonly Where[]): boolean =>
  matchesOneRow(where, (field) => table.isUnique(table.column(field)));

/**
 * The condition of a write. For one row of several, the row is picked by a subquery and the clauses are asked again:
 * what another connection changed meanwhile is seen then.
 */
function writeCondition(
  table: Table,
  { where, firstValue, isOne }: WriteWhere,
  driver: Driver,
): OperationNode | undefined {
  const condition = whereNode(table, where, firstValue, { isByteExact: comparesLoosely(driver.dialect) });
  // SQL Server takes one row of a write by TOP, and asks the clauses of a row that it has locked.
  if (!isOne || driver.dialect === "mssql" || isOfOneRow(table, where)) return condition;
  const id = column(table.id.physical);
  let pick: SelectQueryNode = SelectQueryNode.createFrom([tableNode(table.physical, driver.schemaName)]);
  pick = SelectQueryNode.cloneWithSelections(pick, [selected(id)]);
  if (condition) pick = QueryNode.cloneWithWhere(pick, condition);
  pick = SelectQueryNode.cloneWithLimit(pick, LimitNode.create(RawNode.createWithSql("1")));
  // Waits for a row that another transaction is taking, and takes the next one if it is gone. SQLite has one writer.
  if (driver.dialect === "postgres")
    pick = QueryNode.cloneWithEndModifier(pick, SelectModifierNode.create("ForUpdate"));
  // "=" and not "in": PostgreSQL may run what stands behind "in" once for each row, and then picks several.
  const isPicked = raw(["", " = ", ""], id, pick);
  return condition === undefined ? isPicked : AndNode.create(isPicked, condition);
}

/** The statement for one of the matching rows, where a clause of its own says so. */
function ofOne<N extends UpdateQueryNode | DeleteQueryNode>(
  node: N,
  table: Table,
  { where, isOne }: WriteWhere,
  driver: Driver,
): N {
  return driver.dialect === "mssql" && isOne && !isOfOneRow(table, where) ? withTopOne(node) : node;
}

/** One assignment: a value, or a number to add to what is there. */
export interface Assignment {
  readonly column: Column;
  readonly isIncrement: boolean;
}

/** Assignments in the key of a statement's shape. */
export function assignmentsKey(assignments: readonly Assignment[]): string {
  return assignments.map(({ column, isIncrement }) => `${column.index}${isIncrement ? "+" : ""}`).join();
}

/** UPDATE. Values: one for each assignment in order, then those of the clauses. */
export function makeUpdate(
  table: Table,
  assignments: readonly Assignment[],
  where: WriteWhere,
  driver: Driver,
): UpdateQueryNode {
  const updates = assignments.map(({ column: target, isIncrement }, place) => {
    const name = column(target.physical);
    const value = isIncrement
      ? raw(["coalesce(", ", 0) + ", ""], name, slot(place))
      : writtenNode(target, slot(place), driver);
    return ColumnUpdateNode.create(name, value);
  });
  const query = UpdateQueryNode.cloneWithUpdates(
    ofOne(UpdateQueryNode.create([tableNode(table.physical, driver.schemaName)]), table, where, driver),
    updates,
  );
  const condition = writeCondition(table, where, driver);
  return condition ? QueryNode.cloneWithWhere(query, condition) : query;
}

/** UPDATE … RETURNING. */
export function makeUpdateReturning(
  table: Table,
  assignments: readonly Assignment[],
  where: WriteWhere,
  driver: Driver,
): Returning<UpdateQueryNode> {
  return returning(makeUpdate(table, assignments, where, driver), table, driver);
}

/** DELETE. Values: those of the clauses. */
export function makeDelete(table: Table, where: WriteWhere, driver: Driver): DeleteQueryNode {
  const query = ofOne(DeleteQueryNode.create([tableNode(table.physical, driver.schemaName)]), table, where, driver);
  const condition = writeCondition(table, where, driver);
  return condition ? QueryNode.cloneWithWhere(query, condition) : query;
}

/** DELETE … RETURNING. */
export function makeDeleteReturning(table: Table, where: WriteWhere, driver: Driver): Returning<DeleteQueryNode> {
  return returning(makeDelete(table, where, driver), table, driver);
}

/** SELECT count(*). Values: those of the clauses. */
export function makeCount(
  table: Table,
  where: readonly Where[],
  driver: Driver,
): { node: SelectQueryNode; key: string | number } {
  const selection = makeSelection(driver.rowKeys);
  const key = selection.add(raw(["count(*)"]));
  const from: SelectQueryNode = {
    kind: "SelectQueryNode",
    from: FromNode.create([tableNode(table.physical, driver.schemaName)]),
    selections: selection.nodes,
  };
  const condition = whereNode(table, where, 0, { isByteExact: comparesLoosely(driver.dialect) });
  return { node: condition ? QueryNode.cloneWithWhere(from, condition) : from, key };
}
