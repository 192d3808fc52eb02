/**
 * SQLSTATE: 22 is a value that the column cannot hold, 23 one that a constraint refuses (taken, pointing nowhere, missing).
 */
const SQLSTATE = /^2[23][0-9A-Z]{3}$/;

/** The same for MySQL, which says no more than HY000 in places: null, out of range, no such date, too long, taken, no such row. */
const MYSQL_NUMBERS: ReadonlySet<unknown> = new Set([1048, 1062, 1264, 1292, 1366, 1406, 1452]);
/** And for SQL Server: null, no such row or check, taken (twice), too long (twice), out of range. */
const MSSQL_NUMBERS: ReadonlySet<unknown> = new Set([515, 547, 2601, 2627, 2628, 8152, 8115]);

/** Whether an error of a write says that the database refuses a value, rather than that something broke. Looks through causes. */
export function isRefusedValue(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, errno, number } = current as { code?: unknown; errno?: unknown; number?: unknown };
    if (typeof code === "string" && (SQLSTATE.test(code) || code.startsWith("SQLITE_CONSTRAINT"))) return true;
    if (code === "UNIQUE_VIOLATION" || MYSQL_NUMBERS.has(errno) || MSSQL_NUMBERS.has(number)) return true;
    // node:sqlite and bun:sqlite have no code for it.
    if (/^(UNIQUE|NOT NULL|FOREIGN KEY|CHECK) constraint failed/.test(current.message)) return true;
  }
  return false;
}
