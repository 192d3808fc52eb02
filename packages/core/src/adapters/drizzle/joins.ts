import { getTableColumns, sql } from "drizzle-orm";
import type { JoinConfig, Row } from "../../types";
import type { Connection } from "./connection";
import type { Database, SelectQuery } from "./database";
import { readRow } from "./rows";
import type { ModelColumn, ModelTable } from "./table";

/** One model that is read along. */
export interface Join {
  /** The key of its rows. */
  readonly physical: string;
  readonly model: ModelTable;
  readonly from: ModelColumn;
  readonly to: ModelColumn;
  readonly limit: number;
  readonly isToOne: boolean;
}

/** What joins there are, with their tables. */
export function readJoins(
  base: ModelTable,
  join: JoinConfig | undefined,
  tableOf: (logical: string) => ModelTable,
): readonly Join[] {
  return Object.entries(join ?? {}).map(([physical, { modelKey, on, limit, relation }]) => {
    const model = tableOf(modelKey);
    const isToOne = relation === "one-to-one";
    return { physical, model, from: base.column(on.from), to: model.column(on.to), limit, isToOne };
  });
}

/** A join of one row: a part of the same statement. */
export function joinedTable({ model, from, to }: Join, number: number) {
  const { table, fields } = model.alias(number);
  return { table, fields, on: sql`${getTableColumns(table)[to.key]} = ${from.column}` };
}

const PLACE = "better_auth_place";

/**
 * The rows of a list for all base rows: numbered for each base row, so that the limit is one for each. One base row
 * needs no numbers.
 */
function selectList(db: Database, { model, to, limit }: Join, keys: readonly unknown[]): SelectQuery {
  const values = sql.join(
    keys.map((key) => sql`${sql.param(key, to.column)}`),
    sql`, `,
  );
  const isOfBase = sql`${to.column} in (${values})`;
  if (keys.length === 1) return db.select(model.fields).from(model.table).where(isOfBase).limit(limit);
  const place = sql`row_number() over (partition by ${to.column} order by ${model.id.column})`.as(PLACE);
  const id = sql`${model.id.column}`.as("better_auth_id");
  const numbered = db
    .select({ id, place } as never)
    .from(model.table)
    .where(isOfBase);
  const picked = sql`select better_auth_id from ${numbered} as better_auth_list where ${sql.identifier(PLACE)} <= ${limit}`;
  return db.select(model.fields).from(model.table).where(sql`${model.id.column} in (${picked})`);
}

/** Reads the lists that belong to rows: one statement a join, however many rows there are. */
export async function addLists(connection: Connection, joins: readonly Join[], rows: readonly Row[]): Promise<void> {
  for (const join of joins) {
    const keys = [...new Set(rows.map((row) => row[join.from.physical]))].filter(
      (key) => key !== null && key !== undefined,
    );
    const found = keys.length === 0 || join.limit === 0 ? [] : await connection.run((db) => selectList(db, join, keys));
    const byKey = new Map<unknown, Row[]>();
    for (const stored of found) {
      const row = readRow(join.model, stored);
      const key = row[join.to.physical];
      byKey.set(key, [...(byKey.get(key) ?? []), row]);
    }
    for (const row of rows) row[join.physical] = byKey.get(row[join.from.physical]) ?? [];
  }
}
