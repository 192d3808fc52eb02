/** A package of types that TypeScript needs. */
export interface TypePackage {
  readonly name: string;
  /** The version to install; the newest one when there is none. */
  readonly version?: string;
  /** The first major version that will do; any when there is none. */
  readonly since?: number;
}

/** A database as data. */
export interface Database {
  /** As `--database` names it. */
  readonly id: string;
  /** Other names that `--database` takes. */
  readonly aliases: readonly string[];
  readonly name: string;
  /** Says more about it, in a few words. */
  readonly hint: string;
  /** What the configuration imports, and from where. */
  readonly import: { readonly names: string; readonly from: string };
  /** The value of the option `database`. */
  readonly value: string;
  readonly packages: readonly string[];
  /** What TypeScript needs besides. */
  readonly typePackages: readonly TypePackage[];
  /** Packages whose install scripts have to run. */
  readonly builds: readonly string[];
  /** What it leaves in the folder, as .gitignore writes it. */
  readonly ignored: string | null;
  /** The variable of .env that says where it is. */
  readonly variable: { readonly name: string; readonly example: string } | null;
}

/** The first one stands until another is chosen. */
export const databases: readonly Database[] = [
  {
    id: "sqlite-node",
    aliases: ["sqlite"],
    name: "SQLite, built into Node",
    hint: "node:sqlite, nothing to install",
    import: { names: "{ DatabaseSync }", from: "node:sqlite" },
    value: 'new DatabaseSync("auth.sqlite")',
    packages: [],
    // The types of Node 20 do not know node:sqlite.
    typePackages: [{ name: "@types/node", version: "24", since: 22 }],
    builds: [],
    ignored: "auth.sqlite*",
    variable: null,
  },
  {
    id: "sqlite-better-sqlite3",
    aliases: ["better-sqlite3"],
    name: "SQLite, by better-sqlite3",
    hint: "a native module",
    import: { names: "Database", from: "better-sqlite3" },
    value: 'new Database("auth.sqlite")',
    packages: ["better-sqlite3"],
    typePackages: [{ name: "@types/better-sqlite3" }],
    builds: ["better-sqlite3"],
    ignored: "auth.sqlite*",
    variable: null,
  },
  {
    id: "postgresql",
    aliases: ["postgres", "pg"],
    name: "PostgreSQL",
    hint: "a pool of pg",
    import: { names: "{ Pool }", from: "pg" },
    value: "new Pool({ connectionString: process.env.DATABASE_URL })",
    packages: ["pg"],
    typePackages: [{ name: "@types/pg" }],
    builds: [],
    ignored: null,
    variable: { name: "DATABASE_URL", example: "postgres://user:password@localhost:5432/database" },
  },
];
