import { chainOf, type DatabaseFault, isDatabaseError } from "./database-fault";
import { readDriverError } from "./driver-codes";

/** Members of drivers' errors that hold names and numbers, and no value. `detail`, `sql`, `params` and others do. */
const HARMLESS = [
  ...["code", "errno", "errcode", "number", "sqlState", "severity", "fatal", "syscall", "address", "port", "hostname"],
  ...["schema", "table", "column", "constraint"],
] as const;

/** Faults whose messages may repeat a value. */
const SAYINGS: Readonly<Partial<Record<DatabaseFault, string>>> = {
  taken: "a unique value is taken",
  dangling: "a reference points at no row, or a row is still pointed at",
  value: "a column cannot hold a value",
  constraint: "a rule of the table is broken",
};

interface Statement {
  readonly query?: unknown;
  readonly params?: unknown;
}

interface Names {
  readonly table?: unknown;
  readonly column?: unknown;
  readonly constraint?: unknown;
}

/** The column or the key that a message names after the values: "Duplicate entry '…' for key 'email'". */
const NAMED = /for (column|key) ([`'][^`']+[`'](?:\.`[^`]+`)*)(?: at row \d+)?$/;

/** The column whose value a database refuses, when it says so. */
export function refusedColumn(error: Error): string | undefined {
  const { column } = error as Names;
  if (typeof column === "string") return column;
  const [, kind, name] = NAMED.exec(error.message) ?? [];
  return kind === "column" ? name?.split(".").pop()?.slice(1, -1) : undefined;
}

function namesIn(error: Error): string {
  const names = Object.entries({ ...(error as Names) })
    .filter(([key, value]) => ["table", "column", "constraint"].includes(key) && typeof value === "string")
    .map(([key, value]) => `${key} ${value}`);
  const [, kind, name] = NAMED.exec(error.message) ?? [];
  if (kind !== undefined) names.push(`${kind} ${name}`);
  return names.length === 0 ? "" : ` (${names.join(", ")})`;
}

/** SQLite names columns only, and so do MySQL's numbers for what is too long or too large. */
const NAMES_ONLY = /constraint failed: [\w.", ]+$|^(Data too long|Out of range value|Data truncated) for column /;

function messageOf(error: Error): string {
  if (error instanceof AggregateError && error.message === "") {
    return error.errors.map((one) => (one instanceof Error ? messageOf(one) : "")).join("; ");
  }
  const { query, params } = error as Statement;
  // Drizzle puts the values after the statement.
  if (typeof query === "string" && params !== undefined) return `Failed query: ${query}`;
  if (error.name === "PrismaClientValidationError") return error.message.trim().split("\n").pop() ?? "";
  const fault = readDriverError(error, true);
  const saying = fault && SAYINGS[fault];
  if (saying !== undefined && !NAMES_ONLY.test(error.message)) return `${saying}${namesIn(error)}`;
  return error.message.replace(/:\/\/[^\s/@]*@/g, "://");
}

function plain(error: unknown, depth: number): unknown {
  if (!(error instanceof Error) || depth > 8) return undefined;
  const copy = new Error(messageOf(error));
  Object.defineProperty(copy, "name", { value: error.name, configurable: true });
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  copy.stack = [`${error.name}: ${copy.message}`, ...frames].join("\n");
  for (const member of HARMLESS) {
    const value = (error as unknown as Record<string, unknown>)[member];
    if (["string", "number", "boolean"].includes(typeof value))
      (copy as unknown as Record<string, unknown>)[member] = value;
  }
  const cause = plain(error.cause, depth + 1);
  if (cause !== undefined) Object.defineProperty(copy, "cause", { value: cause, configurable: true });
  return copy;
}

/**
 * An error for the log: that of a database without the values of the statement, which would be addresses, tokens and
 * hashes. Codes, names of tables and columns, and the stack stay. Any other error comes back as it is.
 */
export function withoutValues(error: unknown): unknown {
  const chain = chainOf(error);
  if (chain[0]?.name === "DatabaseFaultError") return error;
  return chain.some((one) => isDatabaseError(one) || readDriverError(one, false) !== undefined)
    ? plain(error, 0)
    : error;
}
