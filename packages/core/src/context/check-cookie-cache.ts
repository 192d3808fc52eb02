import { BetterAuthError } from "../error";
import type { BetterAuthOptions } from "../types";

const STRATEGIES: readonly unknown[] = ["compact", "jwt", "jwe"];
/** RFC 6265bis §5.5: a browser keeps a cookie for at most 400 days. */
const MOST_SECONDS = 34_560_000;

const show = (value: unknown): string => JSON.stringify(value) ?? typeof value;

function checkSeconds(path: string, value: unknown): void {
  if (value === undefined || (typeof value === "number" && value > 0 && value <= MOST_SECONDS)) return;
  throw new BetterAuthError(`${path}: expected a number of seconds from 1 to ${MOST_SECONDS}, got ${show(value)}.`);
}

/**
 * Refuses settings of the session cookie cache that can only be mistakes.
 * @throws {BetterAuthError} with the option's path
 */
export function checkCookieCache({ session }: BetterAuthOptions): void {
  const path = "session.cookieCache";
  const { maxAge, strategy, refreshCache, version } = session?.cookieCache ?? {};
  checkSeconds(`${path}.maxAge`, maxAge);
  if (strategy !== undefined && !STRATEGIES.includes(strategy))
    throw new BetterAuthError(`${path}.strategy: expected "compact", "jwt" or "jwe", got ${show(strategy)}.`);
  if (typeof refreshCache === "object") checkSeconds(`${path}.refreshCache.updateAge`, refreshCache?.updateAge);
  if (version !== undefined && typeof version !== "string" && typeof version !== "function")
    throw new BetterAuthError(`${path}.version: expected a string or a function that gives one, got ${show(version)}.`);
}
