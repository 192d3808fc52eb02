import { type DatabaseFault, type DriverError, isDriverName, readDriverError } from "./driver-codes";

export type { DatabaseFault } from "./driver-codes";

/** In the registry, so that another copy of this package finds it too. */
const MARK: unique symbol = Symbol.for("better-auth.database-error");

/**
 * Notes on an error that a database has thrown it, and gives it back: a refused connection alone does not tell whose it
 * was.
 */
export function markDatabaseError<E>(error: E): E {
  if (error instanceof Error && Object.isExtensible(error)) Object.defineProperty(error, MARK, { value: true });
  return error;
}

/** An error with those that caused it, from the outermost. */
export function chainOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  let current = error;
  while (current instanceof Error && !chain.includes(current)) {
    chain.push(current);
    // Whoever tries several addresses gives a list of errors, of which one is as good as another.
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return chain;
}

type Known = DriverError & {
  readonly [MARK]?: true;
  readonly query?: unknown;
  readonly params?: unknown;
  readonly severity?: unknown;
  readonly sqlMessage?: unknown;
};

/** Whether one of our adapters got an error from its database. */
export function isOfAdapter(error: unknown): boolean {
  return chainOf(error).some((one) => (one as Known)[MARK] === true);
}

/** Whether a database or an ORM has thrown an error: it is marked, or looks like one of theirs. */
export function isDatabaseError(error: Error): boolean {
  const { [MARK]: mark, name, query, params, severity, sqlState, sqlMessage, code } = error as Known;
  if (mark === true || /^(Mongo|PrismaClient)/.test(name as string)) return true;
  if (typeof query === "string" && params !== undefined) return true; // Drizzle
  if (typeof severity === "string" && typeof code === "string") return true; // pg
  if (sqlState !== undefined || sqlMessage !== undefined) return true; // mysql2
  return isDriverName(code);
}

/** What a database or its driver says is wrong; null for an error that is not theirs. Looks through causes. */
export function faultOf(error: unknown): DatabaseFault | null {
  const chain = chainOf(error);
  const isOfDatabase = chain.some(isDatabaseError);
  for (const one of chain) {
    // Explained already, in a call from within another.
    if (one.name === "DatabaseFaultError") return (one as { fault?: DatabaseFault }).fault ?? null;
    const fault = readDriverError(one, isOfDatabase);
    if (fault !== undefined) return fault;
  }
  return null;
}

/** Faults that are no answer to what was asked: the same may do later, or once somebody has mended the database. */
const OUTAGES: ReadonlySet<DatabaseFault | null> = new Set<DatabaseFault>([
  "unavailable",
  "busy",
  "conflict",
  "read-only",
  "schema",
]);

/** Whether the database could not do its work, whatever it was asked. */
export function isOutage(error: unknown): boolean {
  return OUTAGES.has(faultOf(error));
}
