import { BetterAuthError } from "../error";
import { faultOf, markDatabaseError } from "../fault/database-fault";

/** A row with the same value in a unique column is there. Thrown by adapters that keep the rule themselves. */
export class UniqueViolationError extends BetterAuthError {
  readonly code = "UNIQUE_VIOLATION";
  /** Physical names. */
  readonly columns: readonly string[];

  constructor(table: string, columns: readonly string[]) {
    super(`UNIQUE constraint failed: ${columns.map((column) => `${table}.${column}`).join(", ")}`);
    this.columns = columns;
    markDatabaseError(this);
  }
}

/** Whether an error of a write says that a unique value is taken. Looks through causes. */
export function isUniqueViolation(error: unknown): boolean {
  return faultOf(error) === "taken";
}
