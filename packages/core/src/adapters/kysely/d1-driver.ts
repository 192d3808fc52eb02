import { SqliteQueryCompiler } from "kysely";
import { wellFormed } from "../stored-value";
import { compileText, inOrder } from "./compile";
import type { Driver, Executor, Statement, StoredRow } from "./driver";

interface D1Statement {
  bind(...values: readonly unknown[]): D1Statement;
  raw(): Promise<StoredRow[]>;
  run(): Promise<{ meta: { changes?: number } }>;
  all(): Promise<{ results: Record<string, unknown>[] }>;
}

/** A database of Cloudflare D1, structurally. */
export interface D1DatabaseLike {
  prepare(sql: string): object;
  batch(statements: never[]): Promise<unknown>;
}

/**
 * A value as D1 takes it: no bigint (what a number cannot hold has been refused before), and no half of a character, which
 * would come back as three others.
 */
function bindable(value: unknown): unknown {
  if (typeof value === "string") return wellFormed(value);
  return typeof value === "bigint" ? Number(value) : value;
}

/** Drives a Cloudflare D1 database. It has no transactions; single statements are atomic. */
export function makeD1Driver(source: D1DatabaseLike): Driver {
  const database = source as unknown as { prepare(sql: string): D1Statement };
  const compiler = new SqliteQueryCompiler();
  const bound = ({ native, order }: Statement, values: readonly unknown[]): D1Statement =>
    (native as D1Statement).bind(...inOrder(order, values).map(bindable));

  const executor: Executor = {
    all: (statement, values) => bound(statement, values).raw(),
    get: async (statement, values) => (await bound(statement, values).raw())[0],
    run: async (statement, values) => (await bound(statement, values).run()).meta.changes ?? 0,
    query: async (sql, values = []) =>
      (
        await database
          .prepare(sql)
          .bind(...values)
          .all()
      ).results,
  };
  return {
    ...executor,
    dialect: "sqlite",
    rowKeys: "places",
    prepare(node) {
      const { sql, order } = compileText(compiler, node);
      return { sql, order, native: database.prepare(sql) };
    },
    transaction: null,
  };
}
