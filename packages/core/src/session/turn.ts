import type { Scope } from "../context/scope";
import type { SecondaryStorage } from "../types";

/** A process that dies in its turn holds the others up for no longer. */
const TURN_SECONDS = 10;
const PAUSE_MS = 50;
const MAX_PAUSES = 60;

function pause(): Promise<void> {
  // Not all at the same moment again.
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
}

/** Waits until no other process is at it. Gives when the turn is over, whoever has it then; 0 when it took too long. */
async function waitForTurn(storage: SecondaryStorage, key: string): Promise<number> {
  for (let pauses = 0; pauses < MAX_PAUSES; pauses++) {
    const end = Date.now() + TURN_SECONDS * 1000;
    if (Number(await storage.increment(key, TURN_SECONDS)) === 1) return end;
    await pause();
  }
  return 0;
}

async function takeTurn<T>(
  scope: Scope,
  storage: SecondaryStorage,
  userId: string,
  work: () => Promise<T>,
): Promise<T> {
  const key = `session-turn-${userId}`;
  const end = await waitForTurn(storage, key);
  if (end === 0) scope.instance.logger.warn(`secondaryStorage: "${key}" was held for too long; going on without it.`);
  try {
    return await work();
  } finally {
    // After its time it is somebody else's.
    if (Date.now() < end) await endTurn(scope, storage, key);
  }
}

/** What was done in the turn is done; the turn itself ends by its time when it cannot be given back. */
async function endTurn(scope: Scope, storage: SecondaryStorage, key: string): Promise<void> {
  try {
    await storage.delete(key);
  } catch (error) {
    scope.instance.logger.warn(`secondaryStorage: "${key}" could not be removed.`, error);
  }
}

/**
 * Runs work on the copies of one user's sessions while nobody else works on them, in this process and in others: a
 * storage of keys has no other way to change a list that two sign-ins add to, or to write a copy only if it was not
 * removed meanwhile. Not inside a transaction: whoever has the turn may wait for the database.
 *
 * Ending a session never waits for a turn; it only clears away in one.
 */
export function inTurn<T>(scope: Scope, storage: SecondaryStorage, userId: string, work: () => Promise<T>): Promise<T> {
  const { turns } = scope.instance.sessionPlaces;
  const result = (turns.get(userId) ?? Promise.resolve()).then(() => takeTurn(scope, storage, userId, work));
  const settled: Promise<void> = result.then(
    () => {},
    () => {},
  );
  turns.set(userId, settled);
  void settled.then(() => {
    if (turns.get(userId) === settled) turns.delete(userId);
  });
  return result;
}
