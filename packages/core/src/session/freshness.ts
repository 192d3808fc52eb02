import type { Scope } from "../context/scope";
import { type SessionRow, updateSession } from "./store";

/** Milliseconds since the epoch; 0 for what is no date. Stores other than databases keep dates as text. */
function timeOf(date: unknown): number {
  if (date instanceof Date) return date.getTime();
  return typeof date === "string" || typeof date === "number" ? new Date(date).getTime() || 0 : 0;
}

/** When whoever has the session last proved who they are: at the sign-in, or with the password since. */
function lastAuthentication(session: SessionRow): number {
  return Math.max(timeOf(session.createdAt), timeOf(session.authenticatedAt));
}

/** Whether the last authentication is less than `session.freshAge` ago; always, when that is 0. */
export function isFresh(scope: Scope, session: SessionRow): boolean {
  const { freshAge } = scope.instance.context.sessionConfig;
  return freshAge === 0 || Date.now() - lastAuthentication(session) < freshAge * 1000;
}

/** A session that was authenticated in the first tenth of `freshAge` is fresh for most of it anyway. */
const SPARED_PART = 0.1;

/**
 * Whoever has the session has just proved who they are, so it counts as fresh from now on. Costs no statement where the
 * last time is a short while ago.
 */
export async function recordAuthentication(scope: Scope, session: SessionRow): Promise<void> {
  const { freshAge } = scope.instance.context.sessionConfig;
  if (Date.now() - lastAuthentication(session) < freshAge * 1000 * SPARED_PART || freshAge === 0) return;
  await updateSession(scope, session.token, { authenticatedAt: new Date() });
}
