import { BetterAuthError } from "../error";
import type { BetterAuthOptions, SecondaryStorage } from "../types";

/** What each method has to do, for the message. */
const METHODS: Readonly<Record<keyof SecondaryStorage, string>> = {
  get: "get(key) gives back the value of a key, or null",
  set: "set(key, value, ttl) stores a value, for ttl seconds when there is a ttl",
  delete: "delete(key) removes a key",
  getAndDelete:
    "getAndDelete(key) takes a value in one atomic step (Redis: GETDEL), so that a one-time value is spent once",
  increment:
    "increment(key, ttl) counts in one atomic step (Redis: INCR, and EXPIRE for the first), so that limits hold",
};

/**
 * Checks where sessions are kept beside the database.
 * @throws {BetterAuthError} naming the method that a secondary storage lacks, and what it has to do
 */
export function checkSecondaryStorage({ secondaryStorage, session }: BetterAuthOptions): void {
  const form: unknown = session?.storeToken;
  if (form !== undefined && form !== "plain" && form !== "hashed") {
    throw new BetterAuthError('session.storeToken: expected "plain" or "hashed".');
  }
  if (secondaryStorage === undefined) return;
  if (typeof secondaryStorage !== "object" || secondaryStorage === null) {
    throw new BetterAuthError(
      `secondaryStorage: expected an object with ${Object.keys(METHODS).join(", ")}, got ${secondaryStorage === null ? "null" : `a ${typeof secondaryStorage}`}.`,
    );
  }
  for (const [method, does] of Object.entries(METHODS)) {
    if (typeof secondaryStorage[method as keyof SecondaryStorage] !== "function") {
      throw new BetterAuthError(`secondaryStorage.${method}: expected a function. Add it: ${does}.`);
    }
  }
}
