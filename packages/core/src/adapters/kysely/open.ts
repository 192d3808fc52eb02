import { BetterAuthError } from "../../error";
import type {
  BetterAuthOptions,
  DatabaseOption,
  DBAdapter,
  DialectLike,
  KyselyLike,
  MysqlPoolLike,
  PostgresPoolLike,
  SqliteDatabaseLike,
} from "../../types";
import { type D1DatabaseLike, makeD1Driver } from "./d1-driver";
import { detectDialect } from "./detect-dialect";
import type { Driver } from "./driver";
import { makeKyselyDriver } from "./kysely-driver";
import { makeMysqlDriver } from "./mysql-driver";
import { makePostgresDriver } from "./postgres-driver";
import { makeSqlAdapter, type SqlAdapterConfig } from "./sql-adapter";
import { makeSqliteDriver } from "./sqlite-driver";

/** A database of the options, without those that are adapters already. */
type SqlDatabaseOption = Exclude<DatabaseOption, (...args: never[]) => unknown>;

const has = (value: object, ...methods: readonly string[]): boolean =>
  methods.every((method) => typeof (value as Record<string, unknown>)[method] === "function");

async function instanceOf(dialect: DialectLike): Promise<KyselyLike> {
  const { Kysely } = await import("./kysely-class");
  return new Kysely({ dialect: dialect as never }) as unknown as KyselyLike;
}

function unknownDatabase(database: object): BetterAuthError {
  const members = Object.keys(database).slice(0, 8).join(", ") || "none";
  return new BetterAuthError(
    "database: expected an adapter, a better-sqlite3, node:sqlite or bun:sqlite database, a D1 database, a pg or mysql2 pool, a Kysely " +
      `dialect, { dialect, type } or { db, type }; got an object with the members: ${members}.`,
  );
}

/** Opens the driver of a database. */
export async function openDriver(database: SqlDatabaseOption): Promise<{ driver: Driver; config: SqlAdapterConfig }> {
  if ("db" in database) {
    const { db, type, transaction, schemaName } = database;
    return {
      driver: makeKyselyDriver(db, { dialect: type ?? detectDialect(db), schemaName }),
      config: { transaction },
    };
  }
  if ("dialect" in database) {
    const instance = await instanceOf(database.dialect);
    const dialect = database.type ?? detectDialect(instance);
    return { driver: makeKyselyDriver(instance, { dialect }), config: { transaction: database.transaction } };
  }
  if (has(database, "createDriver", "createQueryCompiler")) {
    const instance = await instanceOf(database as DialectLike);
    return { driver: makeKyselyDriver(instance, { dialect: detectDialect(instance) }), config: {} };
  }
  if (has(database, "prepare", "batch")) {
    return { driver: makeD1Driver(database as unknown as D1DatabaseLike), config: {} };
  }
  if (has(database, "prepare", "exec")) {
    return { driver: makeSqliteDriver(database as SqliteDatabaseLike), config: {} };
  }
  if (has(database, "connect", "query")) {
    return { driver: makePostgresDriver(database as PostgresPoolLike), config: {} };
  }
  if (has(database, "getConnection")) {
    return { driver: makeMysqlDriver(database as MysqlPoolLike), config: {} };
  }
  throw unknownDatabase(database);
}

/** Makes the adapter of a SQL database in any of the forms that `options.database` takes. */
export async function openSqlAdapter(database: SqlDatabaseOption, options: BetterAuthOptions): Promise<DBAdapter> {
  const { driver, config } = await openDriver(database);
  return makeSqlAdapter(driver, options, config);
}
