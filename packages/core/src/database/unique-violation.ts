/**
 * What databases say when a row with the same value in a unique column is there: SQLite (by text, as its drivers agree
 * on nothing else), PostgreSQL, MySQL, SQL Server, and our own memory adapter.
 */
const CODES: ReadonlySet<unknown> = new Set([
  "SQLITE_CONSTRAINT_UNIQUE",
  "SQLITE_CONSTRAINT_PRIMARYKEY",
  "23505",
  "ER_DUP_ENTRY",
  "UNIQUE_VIOLATION",
]);

/** Whether an error of a write says that a unique value is taken. Looks through causes. */
export function isUniqueViolation(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, number } = current as { code?: unknown; number?: unknown };
    if (CODES.has(code) || number === 2627 || number === 2601) return true;
    if (current.message.includes("UNIQUE constraint failed")) return true;
  }
  return false;
}
