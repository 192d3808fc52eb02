/** The dialects of Drizzle that the adapter knows, by Drizzle's own names. */
export type DrizzleProvider = "pg" | "mysql" | "sqlite";

/** What a provider calls things in Drizzle. */
interface ProviderNames {
  /** The function that makes a table. */
  readonly table: string;
  readonly module: string;
  /** The type of any column, for tables that point at themselves or at each other. */
  readonly anyColumn: string;
  /** What is imported, in the order that it is written in. */
  readonly importOrder: readonly string[];
}

export const PROVIDERS: Readonly<Record<DrizzleProvider, ProviderNames>> = {
  pg: {
    table: "pgTable",
    module: "drizzle-orm/pg-core",
    anyColumn: "AnyPgColumn",
    importOrder: ["pgSchema", "pgTable", "text", "integer", "bigint", "timestamp", "boolean", "jsonb", "uuid"],
  },
  mysql: {
    table: "mysqlTable",
    module: "drizzle-orm/mysql-core",
    anyColumn: "AnyMySqlColumn",
    importOrder: ["mysqlTable", "varchar", "text", "int", "bigint", "timestamp", "boolean", "json", "mysqlEnum"],
  },
  sqlite: {
    table: "sqliteTable",
    module: "drizzle-orm/sqlite-core",
    anyColumn: "AnySQLiteColumn",
    importOrder: ["sqliteTable", "text", "integer"],
  },
};

/**
 * Whether a value is a provider of Drizzle that the adapter knows.
 *
 * @example
 * isProvider("pg"); // true
 */
export function isProvider(value: unknown): value is DrizzleProvider {
  return typeof value === "string" && Object.hasOwn(PROVIDERS, value);
}
