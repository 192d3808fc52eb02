import type { RootOperationNode } from "kysely";
import { type IdStrategy, resolveIdStrategy } from "../../database/id";
import { compileNames, type SchemaNames } from "../../database/names";
import { relationBetween } from "../../database/relation";
import { getAuthTables } from "../../database/resolve-schema";
import { retryFailed } from "../../fault/retry-after-deadlock";
import { createLogger } from "../../logger/logger";
import type { BetterAuthOptions, Logger, Row } from "../../types";
import { type Driver, isPromise, type MaybePromise, type Statement, type StatementUse, type StoredRow } from "./driver";
import type { Join } from "./join";
import { explainMissingSchema } from "./missing-schema";
import { type RowRead, readRow, readTransformedRow } from "./row";
import { makeStatementCache, type StatementCache } from "./statement-cache";
import { compileTables, type Table } from "./table";

/** Everything that the operations on one database share; nothing in it changes but the kept statements. */
export interface SqlDatabase {
  readonly driver: Driver;
  readonly names: SchemaNames;
  readonly ids: IdStrategy;
  readonly logger: Logger;
  readonly statements: StatementCache;
  /** How many rows a list has, unless told. */
  readonly defaultLimit: number;
  /** @throws {BetterAuthError} for an unknown model */
  readonly tableOf: (model: string) => Table;
  /** How another model is joined, with the limit that it has unless told. */
  readonly joinOf: (table: Table, model: string) => Join;
}

/** How many rows a list of joined rows has, unless told. */
const DEFAULT_JOIN_LIMIT = 100;

/** A statement with the reading of its rows. */
export interface Plan {
  readonly statement: Statement;
  readonly read: RowRead;
}

/** Resolves everything that statements are made from, once. */
export function makeSqlDatabase(driver: Driver, options: BetterAuthOptions, usePlural: boolean): SqlDatabase {
  const names = compileNames(getAuthTables(options), usePlural);
  const ids = resolveIdStrategy(options, { supportsUUIDs: driver.dialect === "postgres" });
  const tableOf = compileTables(names, {
    ids,
    dialect: driver.dialect,
    dateZone: driver.dateZone,
    isThroughKysely: driver.isThroughKysely,
  });
  const joins = new Map<Table, Map<string, Join>>();

  return {
    driver,
    names,
    ids,
    tableOf,
    logger: createLogger(options.logger),
    statements: makeStatementCache(),
    defaultLimit: options.advanced?.database?.defaultFindManyLimit ?? 100,
    joinOf(table, model) {
      let known = joins.get(table);
      if (known === undefined) joins.set(table, (known = new Map()));
      let join = known.get(model);
      if (join === undefined) {
        const other = tableOf(model);
        const { from, to, isToOne } = relationBetween(names, names.model(table.name), names.model(model));
        join = {
          name: other.name,
          table: other,
          from: table.column(from.logical),
          to: other.column(to.logical),
          isToOne,
          limit: DEFAULT_JOIN_LIMIT,
        };
        known.set(model, join);
      }
      return join;
    },
  };
}

/** Prepares a statement. What the database lacks is said with what to do. */
export function prepare(db: SqlDatabase, node: RootOperationNode, use: StatementUse): Statement {
  try {
    return db.driver.prepare(node, use);
  } catch (error) {
    throw explainMissingSchema(error);
  }
}

function explain(error: unknown): never {
  throw explainMissingSchema(error);
}

/**
 * Runs a statement. What the database lacks is said with what to do.
 *
 * @param isAlone it is no part of a transaction, so that it runs again when the database gave it up for another one
 */
export function ask<T>(call: () => MaybePromise<T>, isAlone = false): MaybePromise<T> {
  try {
    const answer = call();
    if (!isPromise(answer)) return answer;
    return answer.catch(isAlone ? (error) => (retryFailed(call, error) as Promise<T>).catch(explain) : explain);
  } catch (error) {
    return explain(error);
  }
}

/** Makes an object of a row that may not be there. */
export function readOne(read: RowRead, stored: StoredRow | undefined): MaybePromise<Row | null> {
  if (stored === undefined) return null;
  return read.hasTransform ? readTransformedRow(read, stored) : readRow(read, stored);
}

/** Makes objects of rows. */
export function readAll(read: RowRead, stored: readonly StoredRow[]): MaybePromise<Row[]> {
  return read.hasTransform
    ? Promise.all(stored.map((row) => readTransformedRow(read, row)))
    : stored.map((row) => readRow(read, row));
}
