import type { Scope } from "../context/scope";
import { raiseEvent, withEvent } from "../events/raise";
import { deleteRows, updateRow } from "../store/write";
import type { AuthEvents, Row, Session, SessionPair, User, Where } from "../types";
import type { UserRow } from "../user/store";

/** A session with additional fields and fields of plugins. */
export type SessionRow = Session & Record<string, unknown>;
/** A session and its user. */
export type SessionAndUser = SessionPair<SessionRow, UserRow>;

/** The session of a token with its user, in one statement. Expired ones too: the caller looks at `expiresAt`. */
export async function findSession(scope: Scope, token: string): Promise<SessionAndUser | null> {
  const found = await scope.adapter.findOne<SessionRow & { user: UserRow | null }>({
    model: "session",
    where: [{ field: "token", value: token }],
    join: { user: true },
  });
  if (found === null || found.user === null || found.user === undefined) return null;
  const { user, ...session } = found;
  return { session: session as SessionRow, user };
}

/** The sessions of a user. */
export async function listSessions(
  scope: Scope,
  userId: string,
  settings: { onlyActiveSessions?: boolean } = {},
): Promise<SessionRow[]> {
  const where: Where[] = [{ field: "userId", value: userId }];
  if (settings.onlyActiveSessions === true) where.push({ field: "expiresAt", value: new Date(), operator: "gt" });
  return scope.adapter.findMany<SessionRow>({ model: "session", where });
}

/** Changes a session. `null` when a hook stopped it or it is gone. */
export async function updateSession(scope: Scope, token: string, changes: Row): Promise<SessionRow | null> {
  return updateRow<SessionRow>(scope, "session", [{ field: "token", value: token }], changes);
}

/** Why sessions end. */
type RevocationReason = AuthEvents["session.revoked"]["reason"];

async function revoke(scope: Scope, where: Where[], reason: RevocationReason, userId?: string): Promise<number> {
  return withEvent(scope, "session.revoked", async (inner) => {
    const count = await deleteRows(inner, "session", where);
    if (count > 0) await raiseEvent(inner, "session.revoked", { userId, count, reason });
    return count;
  });
}

/** Ends the session of a token. */
export async function revokeSessionByToken(scope: Scope, token: string, reason: RevocationReason): Promise<number> {
  return revoke(scope, [{ field: "token", value: token }], reason);
}

/** Ends one session of a user; somebody else's does not match. */
export async function revokeOwnSession(scope: Scope, userId: string, token: string): Promise<number> {
  const where: Where[] = [
    { field: "token", value: token },
    { field: "userId", value: userId },
  ];
  return revoke(scope, where, "revoked", userId);
}

/** Ends every session of a user, or every one but one. */
export async function revokeUserSessions(
  scope: Scope,
  userId: string,
  reason: RevocationReason,
  exceptToken?: string,
): Promise<number> {
  const where: Where[] = [{ field: "userId", value: userId }];
  if (exceptToken !== undefined) where.push({ field: "token", value: exceptToken, operator: "ne" });
  return revoke(scope, where, reason, userId);
}

/** Ends the sessions of several tokens. */
export async function revokeSessionsByTokens(scope: Scope, tokens: string[]): Promise<number> {
  return tokens.length === 0 ? 0 : revoke(scope, [{ field: "token", value: tokens, operator: "in" }], "revoked");
}

/** Only for the outward-facing pair: both rows without the fields that are never given out. */
export function shownPair(scope: Scope, pair: SessionAndUser): { session: Session; user: User } {
  const { session, user } = scope.instance.outputFilters;
  return { session: session(pair.session) as SessionRow, user: user(pair.user) as UserRow };
}
