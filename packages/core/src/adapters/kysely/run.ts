import type { RootOperationNode } from "kysely";
import type { Row } from "../../types";
import { ask, type Plan, prepare, readAll, readOne, type SqlDatabase } from "./database";
import { andThen, type Executor, type MaybePromise, type Statement } from "./driver";
import type { Returning } from "./write";

/** Runs a statement that gives back the row it wrote. */
export function runReturning(
  db: SqlDatabase,
  executor: Executor,
  key: string,
  make: () => Returning<RootOperationNode>,
  values: readonly unknown[],
): MaybePromise<Row | null> {
  const plan = db.statements.get<Plan>(key, () => {
    const { node, read } = make();
    return { statement: prepare(db, node, "rows"), read };
  });
  return andThen(
    ask(() => executor.get(plan.statement, values), executor === db.driver),
    (row) => readOne(plan.read, row),
  ) as MaybePromise<Row | null>;
}

/** Runs a statement that gives back every row it wrote. */
export function runReturningAll(
  db: SqlDatabase,
  executor: Executor,
  key: string,
  make: () => Returning<RootOperationNode>,
  values: readonly unknown[],
): MaybePromise<readonly Row[]> {
  const plan = db.statements.get<Plan>(key, () => {
    const { node, read } = make();
    return { statement: prepare(db, node, "rows"), read };
  });
  return andThen(
    ask(() => executor.all(plan.statement, values), executor === db.driver),
    (rows) => readAll(plan.read, rows),
  ) as MaybePromise<readonly Row[]>;
}

/** Runs a statement that gives back how many rows it wrote. */
export function runCounting(
  db: SqlDatabase,
  executor: Executor,
  key: string,
  make: () => RootOperationNode,
  values: readonly unknown[],
): MaybePromise<number> {
  const statement = db.statements.get<Statement>(key, () => prepare(db, make(), "count"));
  return ask(() => executor.run(statement, values), executor === db.driver);
}
