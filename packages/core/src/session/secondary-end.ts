import type { Scope } from "../context/scope";
import type { SecondaryStorage } from "../types";
import { readRevokedBefore } from "./secondary";
import { listKey, markerKey, readEntries, readPair } from "./secondary-form";

/** A session whose copy was just ended. */
export interface EndedCopy {
  /** As stored. */
  readonly token: string;
  readonly userId: string;
}

/**
 * Ends the copies under some tokens, at once: of parallel callers one ends each. Only the copy of a session is removed,
 * never something else that stands under such a key, and with an owner only his.
 */
export async function endCopies(
  scope: Scope,
  storage: SecondaryStorage,
  forms: readonly string[],
  ownerId?: string,
): Promise<EndedCopy[]> {
  const { fields } = scope.instance.sessionPlaces;
  const ended = await Promise.all(
    forms.map(async (token) => {
      const pair = readPair(await storage.get(token), token, fields);
      if (pair === null || (ownerId !== undefined && pair.session.userId !== ownerId)) return null;
      const taken = await storage.getAndDelete(token);
      return taken === null || taken === undefined ? null : { token, userId: pair.session.userId };
    }),
  );
  return ended.filter((copy) => copy !== null);
}

/**
 * Says that all sessions of a user are over, before any is removed: also those that the list lost. Never earlier than
 * said before, whatever the clocks of several servers say.
 */
export async function markAllEnded(scope: Scope, storage: SecondaryStorage, userId: string): Promise<void> {
  const before = await readRevokedBefore(storage, userId);
  const entries = readEntries(await storage.get(listKey(userId)));
  const lastEnd = entries.at(-1)?.expiresAt ?? 0;
  const now = Date.now();
  // For as long as any of them could live on.
  const seconds = Math.max(scope.instance.context.sessionConfig.expiresIn, Math.ceil((lastEnd - now) / 1000));
  await storage.set(markerKey(userId), String(Math.max(now, before + 1)), seconds);
}

/** Ends the copies of all sessions of a user, or of all but those under the given tokens. */
export async function endCopiesOfUser(
  scope: Scope,
  storage: SecondaryStorage,
  userId: string,
  except: readonly string[],
): Promise<EndedCopy[]> {
  if (except.length === 0) await markAllEnded(scope, storage, userId);
  const entries = readEntries(await storage.get(listKey(userId)));
  const tokens = entries.map(({ token }) => token).filter((token) => !except.includes(token));
  return endCopies(scope, storage, tokens, userId);
}
