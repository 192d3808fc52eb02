import type { Scope } from "../context/scope";
import { afterCommit, outsideTransaction, writeAfterCommit } from "../context/transaction";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { SecondaryStorage } from "../types";
import { findUserById } from "../user/store";
import { findStored, listTokens } from "./database";
import { rememberedOwner, rememberOwner } from "./owners";
import {
  listKey,
  markerKey,
  pairText,
  readEntries,
  readMarker,
  readPair,
  secondsUntil,
  writeEntries,
} from "./secondary-form";
import type { SessionAndUser, SessionRow } from "./session-row";
import { inTurn } from "./turn";

/** Reads the copy that stands under one of the forms of a token, whether it is over or not. Its token is as stored. */
async function readCopy(
  scope: Scope,
  storage: SecondaryStorage,
  forms: readonly string[],
): Promise<SessionAndUser | null> {
  for (const form of forms) {
    const pair = readPair(await storage.get(form), form, scope.instance.sessionPlaces.fields);
    if (pair !== null) return pair;
  }
  return null;
}

/** When all sessions of a user ended, in milliseconds; 0 when that never was. Those that are not newer are over. */
export async function readRevokedBefore(storage: SecondaryStorage, userId: string): Promise<number> {
  return readMarker(await storage.get(markerKey(userId)));
}

/**
 * The copy under one of the forms of a token, unless all sessions of its user ended since. Expired ones, too. Two reads,
 * which go out together where the user is remembered from the last time.
 */
export async function findCopy(
  scope: Scope,
  storage: SecondaryStorage,
  forms: readonly string[],
): Promise<SessionAndUser | null> {
  const { sessionPlaces } = scope.instance;
  const [token = ""] = forms;
  const owner = rememberedOwner(sessionPlaces, token);
  const [pair, marker] = await Promise.all([
    readCopy(scope, storage, forms),
    owner === undefined ? 0 : readRevokedBefore(storage, owner),
  ]);
  if (pair === null) return null;
  const { userId } = pair.session;
  rememberOwner(sessionPlaces, token, userId);
  const revokedBefore = userId === owner ? marker : await readRevokedBefore(storage, userId);
  return pair.session.createdAt.getTime() > revokedBefore ? pair : null;
}

/** The sessions of a user that the secondary storage knows, the first to end first. Tokens are as stored. */
export async function listCopies(scope: Scope, storage: SecondaryStorage, userId: string): Promise<SessionRow[]> {
  const [entries, revokedBefore] = await Promise.all([
    Promise.resolve(storage.get(listKey(userId))).then(readEntries),
    readRevokedBefore(storage, userId),
  ]);
  const pairs = await Promise.all(entries.map(({ token }) => readCopy(scope, storage, [token])));
  return pairs
    .filter((pair) => pair !== null && pair.session.userId === userId)
    .map((pair) => (pair as SessionAndUser).session)
    .filter((session) => session.createdAt.getTime() > revokedBefore);
}

/** Writes a copy and its entry in the list; what is over is removed instead. In a turn. */
async function writeCopy(storage: SecondaryStorage, pair: SessionAndUser): Promise<void> {
  const { token, userId, expiresAt } = pair.session;
  const ttl = secondsUntil(expiresAt.getTime());
  const entries = readEntries(await storage.get(listKey(userId))).filter((entry) => entry.token !== token);
  // The list first: a session that nobody can see could not be ended.
  if (ttl > 0) entries.push({ token, expiresAt: expiresAt.getTime() });
  await writeEntries(storage, userId, entries);
  if (ttl > 0) await storage.set(token, pairText(pair), ttl);
  else await storage.delete(token);
}

/**
 * Stores a new session where the secondary storage is the only store, with its user as the database has it now.
 * @throws {APIError} FAILED_TO_CREATE_SESSION when the user is gone
 */
export function putSession(scope: Scope, storage: SecondaryStorage, session: SessionRow): Promise<void> {
  return inTurn(scope, storage, session.userId, async () => {
    const user = await findUserById(scope, session.userId);
    if (user === null) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_CREATE_SESSION);
    await writeCopy(storage, { session, user });
  });
}

/**
 * Changes a session where the secondary storage is the only store. `null` when it is gone: a session that was ended
 * meanwhile is not written again.
 */
export function changeCopy(
  scope: Scope,
  storage: SecondaryStorage,
  session: SessionRow,
  change: (session: SessionRow) => SessionRow,
): Promise<SessionRow | null> {
  return inTurn(scope, storage, session.userId, async () => {
    const pair = await findCopy(scope, storage, [session.token]);
    if (pair === null) return null;
    const changed = change(pair.session);
    await writeCopy(storage, { session: changed, user: pair.user });
    return changed;
  });
}

/** Brings the copy of a session to what the table says now; a session that ended meanwhile loses it. */
export function copyFromDatabase(scope: Scope, storage: SecondaryStorage, session: SessionRow): Promise<void> {
  const { token, userId } = session;
  return inTurn(scope, storage, userId, async () => {
    const [pair] = await findStored(scope, [token]);
    if (pair !== undefined) await writeCopy(storage, pair);
    else await forget(storage, userId, new Set([token]));
  });
}

/**
 * Brings the copy of a changed session to what the table says, after the commit of the open transaction. Where the
 * database decides who is signed in, a failure is logged: reads that find no copy ask the database.
 */
export function renewCopy(scope: Scope, storage: SecondaryStorage, session: SessionRow): Promise<void> {
  if (!scope.instance.sessionPlaces.fallsBack) {
    return writeAfterCommit(scope, (outside) => copyFromDatabase(outside, storage, session));
  }
  return afterCommit(scope, async () => {
    try {
      await copyFromDatabase(outsideTransaction(scope), storage, session);
    } catch (error) {
      // Better no copy than one that says what was.
      await storage.delete(session.token);
      throw error;
    }
  });
}

/** Removes copies and their entries in the list. In a turn. */
async function forget(storage: SecondaryStorage, userId: string, tokens: ReadonlySet<string>): Promise<void> {
  for (const token of tokens) await storage.delete(token);
  const found = await storage.get(listKey(userId));
  if (found === null || found === undefined) return;
  await writeEntries(
    storage,
    userId,
    readEntries(found).filter(({ token }) => !tokens.has(token)),
  );
}

/** Clears away what is left of sessions that were ended, also copies that were being written at that moment. */
export function clearEnded(
  scope: Scope,
  storage: SecondaryStorage,
  userId: string,
  tokens: ReadonlySet<string>,
): Promise<void> {
  return inTurn(scope, storage, userId, () => forget(storage, userId, tokens));
}

/** Clears away all copies of a user's sessions but those under the given tokens, and those that are newer than the end of all. */
export function clearUser(
  scope: Scope,
  storage: SecondaryStorage,
  userId: string,
  except: readonly string[],
): Promise<void> {
  return inTurn(scope, storage, userId, async () => {
    const entries = readEntries(await storage.get(listKey(userId)));
    const newer = except.length > 0 ? [] : await listCopies(scope, storage, userId);
    const kept = new Set([...except, ...newer.map(({ token }) => token)]);
    await forget(storage, userId, new Set(entries.map(({ token }) => token).filter((token) => !kept.has(token))));
  });
}

/** Renews the user in the copies of all sessions, as the database has it now. */
export function renewUser(scope: Scope, storage: SecondaryStorage, userId: string): Promise<void> {
  return inTurn(scope, storage, userId, async () => {
    const tokens = scope.instance.sessionPlaces.database
      ? await listTokens(scope, userId)
      : readEntries(await storage.get(listKey(userId))).map(({ token }) => token);
    if (tokens.length === 0) return;
    const user = await findUserById(scope, userId);
    if (user === null) return;
    await Promise.all(
      tokens.map(async (token) => {
        const pair = await readCopy(scope, storage, [token]);
        const ttl = pair === null ? 0 : secondsUntil(pair.session.expiresAt.getTime());
        if (pair !== null && ttl > 0) await storage.set(token, pairText({ session: pair.session, user }), ttl);
      }),
    );
  });
}
