import { UniqueViolationError } from "../../database/unique-violation";
import { BetterAuthError } from "../../error";
import { markDatabaseError } from "../../fault/database-fault";
import type { ModelCollection } from "./fields";

/** What a server or its driver says about a failure. */
interface DriverError extends Error {
  readonly code?: unknown;
  readonly keyPattern?: Record<string, unknown>;
}

/** DuplicateKey; "an update would change _id". See "Error Codes" in MongoDB's manual. */
const DUPLICATE_KEY = 11000;
const IMMUTABLE_FIELD = 66;

/** The keys of the unique index that has refused a document, in its order; `null` when something else happened. */
function refusedKeys(error: DriverError): readonly string[] | null {
  if (error.code !== DUPLICATE_KEY) return null;
  if (error.keyPattern) return Object.keys(error.keyPattern);
  // Servers before 4.4 say it in the message only: `… index: email_1 dup key: { email: "…" }`
  const [, keys = ""] = /dup key: \{ (.*)/.exec(error.message) ?? [];
  return [...keys.matchAll(/(?:^|, )([^:,"]+): /g)].map(([, key]) => key as string);
}

/** Whether an error says that the value of a field is taken, and not that of another one. */
export function isTaken(error: unknown, physical: string): boolean {
  return error instanceof UniqueViolationError && error.columns.join() === physical;
}

/**
 * An error of the driver as the core knows it: marked as one of a database, which says enough about a server that cannot
 * be reached. A value that is taken and an id that would change are said in our words alone: the driver's hold the value.
 */
export function translateError(error: unknown, model?: ModelCollection): unknown {
  if (!(error instanceof Error) || error instanceof BetterAuthError) return error;
  markDatabaseError(error);
  const keys = refusedKeys(error);
  if (keys !== null) {
    const physical = keys.map((key) => (key === "_id" ? "id" : key));
    return new UniqueViolationError(model?.name ?? "collection", physical);
  }
  if ((error as DriverError).code !== IMMUTABLE_FIELD) return error;
  const mend = "Create a new row and delete the old one.";
  return new BetterAuthError(`mongodbAdapter: the id of a document cannot be changed. ${mend}`);
}
