import type { Scope } from "../context/scope";
import { afterCommit, outsideTransaction } from "../context/transaction";
import { raiseEvent, withEvent } from "../events/raise";
import { deleteRows } from "../store/write";
import type { AuthEvents, SecondaryStorage, Where } from "../types";
import { endRows } from "./database";
import { clearEnded } from "./secondary";
import type { EndedCopy } from "./secondary-end";

/** Why sessions end. */
export type RevocationReason = AuthEvents["session.revoked"]["reason"];

/** Which sessions end, in both kinds of store. */
export interface Ending {
  readonly where: Where[];
  /** Ends the copies, at once. */
  endCopies(scope: Scope, storage: SecondaryStorage): Promise<readonly EndedCopy[]>;
  /** Clears away what is left of the copies, after the commit. @default what was ended, by token */
  readonly clear?: ((scope: Scope, storage: SecondaryStorage) => Promise<void>) | undefined;
}

/**
 * Copies first: when that fails, nothing has changed and the caller hears of it. What is left of them goes after the
 * commit, when no copy can be made of a row any more.
 */
async function endEverywhere(scope: Scope, storage: SecondaryStorage, ending: Ending): Promise<number> {
  const { database } = scope.instance.sessionPlaces;
  const copies = await ending.endCopies(scope, storage);
  const rows = database ? await endRows(scope, ending.where) : [];
  const byUser = new Map<string, Set<string>>();
  for (const { userId, token } of [...copies, ...rows]) {
    const tokens = byUser.get(userId) ?? new Set();
    byUser.set(userId, tokens.add(token));
  }
  await afterCommit(scope, async () => {
    const outside = outsideTransaction(scope);
    if (ending.clear) return ending.clear(outside, storage);
    for (const [userId, tokens] of byUser) await clearEnded(outside, storage, userId, tokens);
  });
  return database ? rows.length : copies.length;
}

/** Ends sessions in every store, and says so. Gives the count. */
export function endSessions(scope: Scope, ending: Ending, reason: RevocationReason, userId?: string): Promise<number> {
  const { secondary } = scope.instance.sessionPlaces;
  return withEvent(scope, "session.revoked", async (inner) => {
    const count =
      secondary === null
        ? await deleteRows(inner, "session", ending.where)
        : await endEverywhere(inner, secondary, ending);
    if (count > 0) await raiseEvent(inner, "session.revoked", { userId, count, reason });
    return count;
  });
}
