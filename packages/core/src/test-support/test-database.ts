import Database from "better-sqlite3";
import { afterAll, onTestFinished } from "vitest";
import type { DatabaseOption } from "../types";
import { mysqlUrl } from "./mysql";
import { postgresUrl } from "./postgres";
import { makeOnMysql, makeOnPostgres, namesOf, type ServerDatabase, stopLooking } from "./server-databases";

/** What the databases of the tests are. */
export type DatabaseKind = "sqlite" | "postgres" | "mysql";

/** Of this run: SQLite, or what BETTER_AUTH_TEST_DATABASE names. */
export const databaseKind: DatabaseKind = readKind(process.env.BETTER_AUTH_TEST_DATABASE);

/** The same, for the names of tests. */
export const databaseName = { sqlite: "SQLite", postgres: "PostgreSQL", mysql: "MySQL" }[databaseKind];

/** Whether this is a run on a server: what needs none has run beside SQLite. */
export const isOnServer = databaseKind !== "sqlite";

function readKind(named: string | undefined): DatabaseKind {
  const servers = { postgres: postgresUrl, mysql: mysqlUrl };
  if (named === undefined || named === "sqlite") return "sqlite";
  if (named !== "postgres" && named !== "mysql")
    throw new Error(`BETTER_AUTH_TEST_DATABASE: expected sqlite, postgres or mysql; got ${named}.`);
  if (servers[named] === undefined)
    throw new Error(
      `BETTER_AUTH_TEST_DATABASE is ${named}: set BETTER_AUTH_TEST_${named.toUpperCase()} to its address.`,
    );
  return named;
}

/** A database of a test's own. */
export interface TestDatabase {
  /** For the options. */
  readonly database: DatabaseOption;
  /** For looking into it, past the code under test. */
  readonly db: Database.Database;
  /** Every statement that the code under test sends. */
  readonly statements: string[];
  /** The names of its tables, sorted. */
  tables(): string[];
  /** Whether its tables are there already. */
  readonly isMigrated: boolean;
  /** Says that its tables are there from now on. */
  migrated(): void;
}

/** The databases of the options, by what looks into them. */
const opened = new WeakMap<object, TestDatabase>();

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  for (const { server } of [...spare.values()].flat()) await server.drop();
  spare.clear();
  stopLooking();
});

/** A database goes with the test that opened it, so that servers keep connections for others; outside of one, at the end. */
function closeLater(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    closers.push(close);
  }
}

/** A database with the tables that a schema says, and no more. */
interface Kept {
  readonly server: ServerDatabase;
  /** Its tables are those of the schema. */
  isIntact: boolean;
}

/** What tests have left to those after them, by schema: to make tables takes longer than most tests. */
const spare = new Map<string, Kept[]>();

const CHANGES_TABLES = /^\s*(create|alter|drop|rename)\b/i;

async function makeServer(): Promise<Kept> {
  const kept = { isIntact: false };
  const hear = (sql: string) => {
    if (CHANGES_TABLES.test(sql)) kept.isIntact = false;
  };
  const server = await (databaseKind === "postgres" ? makeOnPostgres(hear) : makeOnMysql(hear));
  return Object.assign(kept, { server });
}

/** One that was left, emptied. */
async function takeSpare(schema: string): Promise<Kept | undefined> {
  const found = spare.get(schema)?.pop();
  try {
    found?.server.empty();
    return found;
  } catch {
    await found?.server.drop();
    return undefined;
  }
}

/** Rows that the database counts go on where those of the test before ended. */
const COUNTS_ROWS = /\b(auto_increment|identity|serial)\b/i;

async function openOnServer(schema: string | undefined): Promise<TestDatabase> {
  const isKept = schema !== undefined && !COUNTS_ROWS.test(schema);
  const found = isKept ? await takeSpare(schema) : undefined;
  const kept = found ?? (await makeServer());
  const { server } = kept;
  const statements: string[] = [];
  const { database, end } = await server.connect((sql) => {
    statements.push(sql);
    if (CHANGES_TABLES.test(sql)) kept.isIntact = false;
  });
  closeLater(async () => {
    await end();
    if (!isKept || !kept.isIntact) return server.drop();
    spare.set(schema, [...(spare.get(schema) ?? []), kept]);
  });
  return {
    database,
    db: server.db,
    statements,
    tables: server.tables,
    isMigrated: found !== undefined,
    migrated() {
      kept.isIntact = true;
    },
  };
}

function openSqlite(file: string): TestDatabase {
  const statements: string[] = [];
  const db = new Database(file, { verbose: (sql) => statements.push(String(sql)) });
  const tables = () => namesOf(db, "select name from sqlite_master where type = 'table'");
  return { database: db, db, statements, tables, isMigrated: false, migrated() {} };
}

/** The database of another instance, which a test gives to a second one. */
export function openedTestDatabase(given: unknown): TestDatabase | undefined {
  return typeof given === "object" && given !== null ? opened.get(given) : undefined;
}

/**
 * Opens an empty one: of SQLite, or of the kind that BETTER_AUTH_TEST_DATABASE names (postgres, mysql).
 *
 * @param settings.file a file of SQLite, whatever the kind
 * @param settings.schema what makes its tables, when that is known; one with such tables may be there
 */
export async function openTestDatabase(
  settings: { file?: string | undefined; schema?: string | undefined } = {},
): Promise<TestDatabase> {
  const { file, schema } = settings;
  const database =
    file !== undefined || databaseKind === "sqlite" ? openSqlite(file ?? ":memory:") : await openOnServer(schema);
  opened.set(database.db, database);
  return database;
}
