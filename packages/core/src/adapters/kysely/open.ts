import { BetterAuthError } from "../../error";
import type {
  BetterAuthOptions,
  DatabaseOption,
  DBAdapter,
  DialectLike,
  KyselyLike,
  MssqlConfigLike,
  MysqlPoolLike,
  PostgresPoolLike,
  SqliteDatabaseLike,
} from "../../types";
import { type D1DatabaseLike, makeD1Driver } from "./d1-driver";
import { detectDialect } from "./detect-dialect";
import type { Driver } from "./driver";
import { makeKyselyDriver } from "./kysely-driver";
import { makeMysqlDriver } from "./mysql-driver";
import { isPostgresClient, makePostgresClientDriver, makePostgresDriver } from "./postgres-driver";
import { makeSqlAdapter, type SqlAdapterConfig } from "./sql-adapter";
import { makeSqliteDriver } from "./sqlite-driver";

/** A database of the options, without those that are adapters already. */
type SqlDatabaseOption = Exclude<DatabaseOption, (...args: never[]) => unknown>;

const has = (value: object, ...methods: readonly string[]): boolean =>
  methods.every((method) => typeof (value as Record<string, unknown>)[method] === "function");

type Casing = "snake" | "camel" | undefined;

/** The same instance with the names of the database in another case. */
async function withCasing(db: KyselyLike, casing: Casing): Promise<KyselyLike> {
  if (casing === undefined || casing === "camel") return db;
  if (casing !== "snake") {
    throw new BetterAuthError(`database.casing: expected "snake" or "camel", got ${JSON.stringify(casing)}.`);
  }
  const { snakeCaseNames } = await import("./snake-case");
  return (db as unknown as { withPlugin(plugin: object): KyselyLike }).withPlugin(snakeCaseNames());
}

async function instanceOf(dialect: DialectLike, casing?: Casing): Promise<KyselyLike> {
  const { Kysely } = await import("./kysely-class");
  return withCasing(new Kysely({ dialect: dialect as never }) as unknown as KyselyLike, casing);
}

async function mssqlDialectOf(config: MssqlConfigLike): Promise<DialectLike> {
  const { MssqlDialect } = await import("./mssql-dialect");
  return new MssqlDialect(config as never);
}

function unknownDatabase(database: object): BetterAuthError {
  const members = Object.keys(database).slice(0, 8).join(", ") || "none";
  return new BetterAuthError(
    "database: expected an adapter, a better-sqlite3, node:sqlite or bun:sqlite database, a D1 database, a pg or mysql2 pool, a Kysely " +
      `dialect, { dialect, type }, { db, type } or { tarn, tedious }; got an object with the members: ${members}.`,
  );
}

/** Opens the driver of a database. */
export async function openDriver(database: SqlDatabaseOption): Promise<{ driver: Driver; config: SqlAdapterConfig }> {
  // JavaScript gives an address, with its password, where an object is expected: the error must not repeat it.
  if (typeof database !== "object" || database === null) {
    throw new BetterAuthError(
      `database: expected an adapter, a database, a pool or a dialect, got a ${typeof database}. Open it first, as in new Pool({ connectionString }).`,
    );
  }
  if ("db" in database) {
    const { db, type, casing, transaction, schemaName } = database;
    const instance = await withCasing(db, casing);
    return {
      driver: makeKyselyDriver(instance, { dialect: type ?? detectDialect(db), schemaName, connection: db }),
      config: { transaction },
    };
  }
  if ("dialect" in database) {
    const instance = await instanceOf(database.dialect, database.casing);
    const dialect = database.type ?? detectDialect(instance);
    return { driver: makeKyselyDriver(instance, { dialect }), config: { transaction: database.transaction } };
  }
  if (has(database, "createDriver", "createQueryCompiler")) {
    const instance = await instanceOf(database as DialectLike);
    return { driver: makeKyselyDriver(instance, { dialect: detectDialect(instance) }), config: {} };
  }
  if ("tarn" in database && "tedious" in database) {
    const instance = await instanceOf(await mssqlDialectOf(database));
    return { driver: makeKyselyDriver(instance, { dialect: "mssql" }), config: {} };
  }
  if (has(database, "prepare", "batch")) {
    return { driver: makeD1Driver(database as unknown as D1DatabaseLike), config: {} };
  }
  if (has(database, "prepare", "exec")) {
    return { driver: makeSqliteDriver(database as SqliteDatabaseLike), config: {} };
  }
  if (has(database, "connect", "query")) {
    if (isPostgresClient(database))
      return { driver: makePostgresClientDriver(database as PostgresPoolLike), config: {} };
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
