import { BetterAuthError } from "../error";

/** A row with the same value in a unique column is there. Thrown by adapters that keep the rule themselves. */
export class UniqueViolationError extends BetterAuthError {
  readonly code = "UNIQUE_VIOLATION";
  /** Physical names. */
  readonly columns: readonly string[];

  constructor(table: string, columns: readonly string[]) {
    super(`UNIQUE constraint failed: ${columns.map((column) => `${table}.${column}`).join(", ")}`);
    this.columns = columns;
  }
}

/** What better-sqlite3, PostgreSQL and MySQL say when a unique value is taken. Others say it in their message. */
const CODES: ReadonlySet<unknown> = new Set([
  "UNIQUE_VIOLATION",
  "SQLITE_CONSTRAINT_UNIQUE",
  "SQLITE_CONSTRAINT_PRIMARYKEY",
  "23505",
  "ER_DUP_ENTRY",
]);

/** Whether an error of a write says that a unique value is taken. Looks through causes. */
export function isUniqueViolation(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, number } = current as { code?: unknown; number?: unknown };
    // 2627 and 2601: SQL Server.
    if (CODES.has(code) || number === 2627 || number === 2601) return true;
    if (current.message.includes("UNIQUE constraint failed")) return true;
  }
  return false;
}
