import { chainOf, type DatabaseFault, faultOf, isDatabaseError, isOfAdapter } from "./database-fault";
import { readDriverError } from "./driver-codes";
import { refusedColumn, withoutValues } from "./plain-error";

/** The codes of answers to a request that the database could not serve. */
export type DatabaseErrorCode =
  | "DATABASE_UNAVAILABLE"
  | "DATABASE_BUSY"
  | "DATABASE_READ_ONLY"
  | "DATABASE_SCHEMA_OUT_OF_DATE"
  | "DATABASE_CONFLICT"
  | "VALIDATION_ERROR";

interface Meaning {
  readonly code: DatabaseErrorCode;
  /** What it means, for whoever reads the log. */
  readonly means: string;
  readonly mend: string;
}

const BUSY_MEND = "Look for long statements and locks, or give the pool more connections";
const VALUE_MEND = "Nothing was written";

/** What every fault means, and the mend. A broken rule that no client can break is a bug like any other. */
const MEANINGS: Readonly<Record<Exclude<DatabaseFault, "constraint">, Meaning>> = {
  unavailable: {
    code: "DATABASE_UNAVAILABLE",
    means: "The database cannot be reached or used",
    mend: "Check that its server runs and can be reached from here, and the address, name, user and password",
  },
  busy: {
    code: "DATABASE_BUSY",
    means: "The database did not answer in time or had no free connection",
    mend: BUSY_MEND,
  },
  conflict: {
    code: "DATABASE_BUSY",
    means: "The database gave the transaction up for another one",
    mend: "Nothing of it was written, and the request may be sent again",
  },
  "read-only": {
    code: "DATABASE_READ_ONLY",
    means: "The database does not let this connection do it",
    mend: "Connect to the primary server, with a user that may read and write the tables",
  },
  schema: {
    code: "DATABASE_SCHEMA_OUT_OF_DATE",
    means: "The database does not have everything that the configuration asks for",
    mend: "Run `npx @better-auth/cli migrate`, or with an ORM `generate` and the ORM's own migration",
  },
  taken: { code: "DATABASE_CONFLICT", means: "A unique value is taken", mend: VALUE_MEND },
  dangling: { code: "DATABASE_CONFLICT", means: "A reference points at no row", mend: VALUE_MEND },
  value: { code: "VALIDATION_ERROR", means: "A column cannot hold a value of the request", mend: VALUE_MEND },
};

/**
 * A request that the database could not serve. `code` is stable; the message is for the log, and holds no value of a
 * statement; `cause` is the driver's error without them.
 */
export class DatabaseFaultError extends Error {
  override readonly name = "DatabaseFaultError";
  readonly code: DatabaseErrorCode;
  readonly fault: DatabaseFault;
  /** The column whose value was refused, when the database says so. */
  readonly column: string | undefined;

  constructor(fault: Exclude<DatabaseFault, "constraint">, error: unknown) {
    const { code, means, mend } = MEANINGS[fault];
    const cause = withoutValues(error);
    // The innermost: it is the driver's own.
    const said = chainOf(error).findLastIndex((one) => readDriverError(one, true) === fault);
    // Of several addresses the copy says all in one, so that it is the shorter chain.
    const copies = chainOf(cause);
    const reason = said < 0 ? undefined : copies[Math.min(said, copies.length - 1)]?.message.replace(/\.$/, "");
    super(`${means}${reason ? `: ${reason}` : ""}. ${mend}.`, { cause });
    this.code = code;
    this.fault = fault;
    this.column = said < 0 ? undefined : refusedColumn(chainOf(error)[said] as Error);
  }
}

/** Told by the name, so that two copies of the package still understand each other. */
export function isDatabaseFaultError(error: unknown): error is DatabaseFaultError {
  return error instanceof Error && error.name === "DatabaseFaultError";
}

/** Faults that a client causes. Of a database that the application asks by itself, they are bugs of the application. */
const REFUSALS: ReadonlySet<DatabaseFault> = new Set<DatabaseFault>(["taken", "dangling", "value"]);

/**
 * The fault of a database behind an error, as an error of its own. Any other error comes back as it is, but for the
 * values of a statement.
 */
export function explainFault(error: unknown): unknown {
  const known = chainOf(error).find(isDatabaseFaultError);
  if (known !== undefined) return known;
  const fault = faultOf(error);
  // What only looks like one, as "mail queue: database is locked" does, is a bug of whoever threw it.
  const isOfDatabase = chainOf(error).some(isDatabaseError);
  const isBug =
    fault === null || fault === "constraint" || !isOfDatabase || (REFUSALS.has(fault) && !isOfAdapter(error));
  return isBug ? withoutValues(error) : new DatabaseFaultError(fault, error);
}
