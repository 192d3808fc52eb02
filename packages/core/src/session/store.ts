import type { Scope } from "../context/scope";
import { afterCommit, outsideTransaction, writeAfterCommit } from "../context/transaction";
import { constantTimeEqual } from "../crypto/equal";
import { updateRow, writeBetweenHooks } from "../store/write";
import type { Row, SecondaryStorage, Session, User, Where } from "../types";
import type { UserRow } from "../user/store";
import { findInDatabase, findStored, listInDatabase, stillAlive } from "./database";
import { endSessions, type RevocationReason } from "./end-sessions";
import { changeCopy, clearEnded, clearUser, findCopy, listCopies, renewCopy, renewUser } from "./secondary";
import { endCopies, endCopiesOfUser, markAllEnded } from "./secondary-end";
import { settledChanges } from "./secondary-row";
import type { SessionAndUser, SessionRow } from "./session-row";
import { findOfCall, isStateless, listOfCall, updateInBrowser } from "./stateless";
import { formsOfName, formsOfToken, storedToken, whereToken } from "./stored-token";

export type { SessionAndUser, SessionRow } from "./session-row";

/**
 * The session of a token with its user; expired ones too: the caller looks at `expiresAt`. In the database one statement;
 * with a secondary storage the copy, and the database only where it decides who is signed in.
 */
export function findSession(scope: Scope, token: string): Promise<SessionAndUser | null> {
  const { secondary, database } = scope.instance.sessionPlaces;
  if (secondary !== null) return findByCopy(scope, token);
  return database ? findInDatabase(scope, token) : Promise.resolve(findOfCall(scope, token));
}

/** The session as it is now; `null` when it has ended, by its time too. */
export async function findAliveSession(scope: Scope, token: string): Promise<SessionAndUser | null> {
  const found = await findSession(scope, token);
  return found !== null && found.session.expiresAt.getTime() > Date.now() ? found : null;
}

async function findByCopy(scope: Scope, token: string): Promise<SessionAndUser | null> {
  const { secondary, fallsBack } = scope.instance.sessionPlaces;
  const forms = await formsOfToken(scope, token);
  const pair = secondary && (await findCopyOrAskOn(scope, secondary, forms));
  if (pair === null) return fallsBack ? findInDatabase(scope, token) : null;
  pair.session.token = token;
  return pair;
}

/** The copy of a session; `null` also when the secondary storage does not answer, where the database is asked then. */
async function findCopyOrAskOn(
  scope: Scope,
  storage: SecondaryStorage,
  forms: readonly string[],
): Promise<SessionAndUser | null> {
  try {
    return await findCopy(scope, storage, forms);
  } catch (error) {
    if (!scope.instance.sessionPlaces.fallsBack) throw error;
    scope.instance.logger.error("secondaryStorage: a session could not be read; the database is asked.", error);
    return null;
  }
}

/** The sessions of several tokens, in the order of the tokens; those that are not there are left out. */
export async function findSessions(
  scope: Scope,
  tokens: readonly string[],
  settings: { onlyActiveSessions?: boolean } = {},
): Promise<SessionAndUser[]> {
  const { secondary, fallsBack } = scope.instance.sessionPlaces;
  const found = new Map<string, SessionAndUser>();
  const wanted = await Promise.all(
    [...new Set(tokens)].map(async (token) => ({ token, forms: await formsOfToken(scope, token) })),
  );
  if (secondary !== null) {
    await Promise.all(
      wanted.map(async ({ token, forms }) => {
        const pair = await findCopyOrAskOn(scope, secondary, forms);
        if (pair !== null) found.set(token, pair);
      }),
    );
  }
  if (secondary === null || fallsBack) {
    const missing = wanted.filter(({ token }) => !found.has(token));
    const rows = await findStored(
      scope,
      missing.flatMap(({ forms }) => forms),
    );
    for (const { token, forms } of missing) {
      const row = rows.find(({ session }) => forms.includes(session.token));
      if (row !== undefined) found.set(token, row);
    }
  }
  const after = settings.onlyActiveSessions === true ? Date.now() : 0;
  return wanted.flatMap(({ token }) => {
    const pair = found.get(token);
    if (pair === undefined || pair.session.expiresAt.getTime() <= after) return [];
    return [{ session: { ...pair.session, token }, user: pair.user }];
  });
}

/** The sessions of a user. With `session.storeToken: "hashed"` their tokens are the hashes: they name a session to end it. */
export async function listSessions(
  scope: Scope,
  userId: string,
  settings: { onlyActiveSessions?: boolean } = {},
): Promise<SessionRow[]> {
  const { secondary, fallsBack } = scope.instance.sessionPlaces;
  if (isStateless(scope)) return listOfCall(scope, userId);
  if (secondary === null) return listInDatabase(scope, userId, settings.onlyActiveSessions === true);
  // Where both are stores, the database may still hold what has expired.
  return fallsBack ? listInDatabase(scope, userId, true) : listCopies(scope, secondary, userId);
}

/** Changes a session. `null` when a hook stopped it or it is gone: what was ended meanwhile stays ended, in every store. */
export async function updateSession(scope: Scope, token: string, changes: Row): Promise<SessionRow | null> {
  if (isStateless(scope)) return updateInBrowser(scope, token, changes);
  const { secondary, database } = scope.instance.sessionPlaces;
  const forms = await formsOfName(scope, token);
  const stored: Row =
    typeof changes.token === "string" ? { ...changes, token: await storedToken(scope, changes.token) } : changes;
  const updated =
    secondary !== null && !database
      ? await updateCopy(scope, secondary, forms, stored)
      : await updateInDatabase(scope, forms, stored);
  if (updated === null) return null;
  if (updated.token === stored.token) {
    if (secondary !== null) await forgetTokens(scope, secondary, updated, forms);
    return { ...updated, token: changes.token as string };
  }
  // Whoever came with the token keeps it; whoever came with what a list shows sees that.
  return updated.token === forms[0] ? { ...updated, token } : updated;
}

/** A session got another token: the one before ends. */
async function forgetTokens(
  scope: Scope,
  storage: SecondaryStorage,
  session: SessionRow,
  forms: readonly string[],
): Promise<void> {
  const before = new Set(forms.filter((form) => form !== session.token));
  await writeAfterCommit(scope, (outside) => clearEnded(outside, storage, session.userId, before));
}

async function updateInDatabase(scope: Scope, forms: readonly string[], changes: Row): Promise<SessionRow | null> {
  const { secondary, preserves } = scope.instance.sessionPlaces;
  const where = preserves ? [...whereToken(forms), stillAlive()] : whereToken(forms);
  const updated = await updateRow<SessionRow>(scope, "session", where, changes);
  if (secondary !== null && updated !== null) await renewCopy(scope, secondary, updated);
  return updated;
}

async function updateCopy(
  scope: Scope,
  storage: SecondaryStorage,
  forms: readonly string[],
  changes: Row,
): Promise<SessionRow | null> {
  return writeBetweenHooks<SessionRow>(scope, scope.instance.databaseHooks.session.update, changes, async (data) => {
    const pair = await findCopy(scope, storage, forms);
    if (pair === null) return null;
    const settled = await settledChanges(scope, data);
    const change = (session: SessionRow): SessionRow => ({ ...session, ...settled });
    let changed: SessionRow | null = change(pair.session);
    await writeAfterCommit(scope, async (outside) => {
      changed = await changeCopy(outside, storage, pair.session, change);
    });
    return changed;
  });
}

/** Ends the session of a token, or of what a list shows of it. Gives the count. */
export async function revokeSessionByToken(scope: Scope, token: string, reason: RevocationReason): Promise<number> {
  const forms = await formsOfName(scope, token);
  return endSessions(
    scope,
    { where: whereToken(forms), endCopies: (inner, storage) => endCopies(inner, storage, forms) },
    reason,
  );
}

/** Ends one session of a user, by its token or by what a list shows of it; somebody else's does not match. */
export async function revokeOwnSession(scope: Scope, userId: string, token: string): Promise<number> {
  const forms = await formsOfName(scope, token);
  const ending = {
    where: [...whereToken(forms), { field: "userId", value: userId }],
    endCopies: (inner: Scope, storage: SecondaryStorage) => endCopies(inner, storage, forms, userId),
  };
  return endSessions(scope, ending, "revoked", userId);
}

/** Ends every session of a user, or every one but one. */
export async function revokeUserSessions(
  scope: Scope,
  userId: string,
  reason: RevocationReason,
  exceptToken?: string,
): Promise<number> {
  const except = exceptToken === undefined ? [] : await formsOfName(scope, exceptToken);
  const where: Where[] = [{ field: "userId", value: userId }];
  for (const form of except) where.push({ field: "token", value: form, operator: "ne" });
  // Where the table says which sessions ended, those of a sign-in that goes on meanwhile are not among them.
  const isByRow = scope.instance.sessionPlaces.database && except.length > 0;
  const clear = async (outside: Scope, storage: SecondaryStorage): Promise<void> => {
    // A sign-in that began before the user was gone may have stored its session since.
    if (reason === "user-deleted") await markAllEnded(outside, storage, userId);
    await clearUser(outside, storage, userId, except);
  };
  return endSessions(
    scope,
    {
      where,
      endCopies: (inner, storage) => endCopiesOfUser(inner, storage, userId, except),
      clear: isByRow ? undefined : clear,
    },
    reason,
    userId,
  );
}

/** Ends the sessions of several tokens. Gives the count. */
export async function revokeSessionsByTokens(scope: Scope, tokens: readonly string[]): Promise<number> {
  if (tokens.length === 0) return 0;
  const forms = (await Promise.all(tokens.map((token) => formsOfName(scope, token)))).flat();
  return endSessions(
    scope,
    { where: whereToken(forms), endCopies: (inner, storage) => endCopies(inner, storage, forms) },
    "revoked",
  );
}

/** Whether a token, or what a list shows of it, names the session of a call. */
export async function namesSession(scope: Scope, name: string, session: Pick<Session, "token">): Promise<boolean> {
  if (constantTimeEqual(name, session.token)) return true;
  return constantTimeEqual(name, await storedToken(scope, session.token));
}

/**
 * Renews the copies of a user that a secondary storage keeps with its sessions, as the database has the user now; without
 * one there is nothing to do. Runs after the commit of the open transaction.
 */
export async function refreshUserCopies(scope: Scope, user: Pick<User, "id">): Promise<void> {
  const { secondary } = scope.instance.sessionPlaces;
  if (secondary === null) return;
  await afterCommit(scope, () => renewUser(outsideTransaction(scope), secondary, user.id));
}

/** Only for the outward-facing pair: both rows without the fields that are never given out. */
export function shownPair(scope: Scope, pair: SessionAndUser): { session: Session; user: User } {
  const { session, user } = scope.instance.outputFilters;
  return { session: session(pair.session) as SessionRow, user: user(pair.user) as UserRow };
}
