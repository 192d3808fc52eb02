import type { Database, TypePackage } from "./database";

/** The file of every SQLite, and what SQLite puts beside it. */
export const SQLITE_FILE = "auth.sqlite";
export const SQLITE_IGNORED: readonly string[] = [`${SQLITE_FILE}*`];

const bunTypes: TypePackage = { name: "@types/bun" };

/** Drivers of SQLite, which others stand on. */
export const sqliteDrivers = {
  betterSqlite3: {
    imports: [{ names: "Database", from: "better-sqlite3" }],
    client: `new Database("${SQLITE_FILE}")`,
    packages: ["better-sqlite3"],
    typePackages: [{ name: "@types/better-sqlite3" }],
    builds: ["better-sqlite3"],
  },
  bun: {
    imports: [{ names: "{ Database }", from: "bun:sqlite" }],
    client: `new Database("${SQLITE_FILE}")`,
    packages: [],
    typePackages: [bunTypes],
    builds: [],
  },
} as const;

const { betterSqlite3, bun } = sqliteDrivers;

export const sqliteDatabases: readonly Database[] = [
  {
    id: "sqlite-node",
    aliases: ["sqlite"],
    name: "SQLite, built into Node",
    hint: "node:sqlite, nothing to install",
    imports: [{ names: "{ DatabaseSync }", from: "node:sqlite" }],
    value: `new DatabaseSync("${SQLITE_FILE}")`,
    packages: [],
    // The types of Node 20 do not know node:sqlite.
    typePackages: [{ name: "@types/node", version: "24", since: 22 }],
    builds: [],
    ignored: SQLITE_IGNORED,
    variables: [],
  },
  {
    ...betterSqlite3,
    id: "sqlite-better-sqlite3",
    aliases: ["better-sqlite3"],
    name: "SQLite, by better-sqlite3",
    hint: "a native module",
    value: betterSqlite3.client,
    ignored: SQLITE_IGNORED,
    variables: [],
  },
  {
    ...bun,
    id: "sqlite-bun",
    aliases: ["bun"],
    name: "SQLite, built into Bun",
    hint: "bun:sqlite, nothing to install",
    value: bun.client,
    ignored: SQLITE_IGNORED,
    variables: [],
    needsBun: true,
  },
];
