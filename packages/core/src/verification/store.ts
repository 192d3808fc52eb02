import type { Scope } from "../context/scope";
import { afterCommit } from "../context/transaction";
import { constantTimeEqual } from "../crypto/equal";
import { type Swap, swapRow } from "../store/swap";
import { consumeRows, createRow, deleteRows, updateRow } from "../store/write";
import type { Row, Verification, Where } from "../types";
import { sweepVerifications } from "./cleanup";
import { storedIdentifier } from "./identifier";
import {
  getVerification,
  putVerification,
  removeVerification,
  takeVerification,
  verificationPlaces,
} from "./secondary";

/** What a one-time value is made from. `identifier` starts with its purpose. */
export type NewVerification = Partial<Verification> & { identifier: string; value: string; expiresAt: Date };

function whereIdentifier(lookup: readonly string[]): Where[] {
  const [only] = lookup;
  return lookup.length === 1
    ? [{ field: "identifier", value: only as string }]
    : [{ field: "identifier", value: [...lookup], operator: "in" }];
}

/** Callers see the identifier they asked with, whatever the store holds. */
function shown(row: Verification | null, identifier: string): Verification | null {
  return row && { ...row, identifier };
}

function holds(row: Verification | null, value: string): boolean {
  return row !== null && constantTimeEqual(row.value, value);
}

/**
 * Stores a value under an identifier, in the form that `verification.storeIdentifier` says. The newest of an identifier
 * counts. `null` when a hook stopped it.
 */
export async function createVerification(scope: Scope, verification: NewVerification): Promise<Verification | null> {
  const now = new Date();
  const { identifier } = verification;
  const { stored } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  const row: Row = { createdAt: now, updatedAt: now, ...verification, identifier: stored };
  if (!database) {
    // There is one value for an identifier, so that is what names it.
    const made = { ...row, id: row.id ?? stored } as unknown as Verification;
    if (secondary) await putVerification(secondary, stored, made);
    return shown(made, identifier);
  }
  const created = await createRow<Verification>(scope, "verification", row);
  if (created && secondary) await afterCommit(scope, () => putVerification(secondary, stored, created));
  return shown(created, identifier);
}

/** As many values of one identifier as several callers may make in one millisecond. */
const MOST_AT_ONCE = 20;

/** Of values that were made in one millisecond everybody has to see the same one. */
export function newestOf(rows: readonly Verification[]): Verification | null {
  let newest: Verification | null = null;
  for (const row of rows) {
    const later = newest === null ? 1 : row.createdAt.getTime() - newest.createdAt.getTime();
    if (newest === null || later > 0 || (later === 0 && row.id > newest.id)) newest = row;
  }
  return newest;
}

/** The newest value of an identifier, expired or not. Reading is not spending. */
export async function findVerification(scope: Scope, identifier: string): Promise<Verification | null> {
  const { lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  const copy = secondary ? await getVerification(secondary, lookup) : null;
  if (copy || !database) return shown(copy, identifier);
  const rows = await scope.adapter.findMany<Verification>({
    model: "verification",
    where: whereIdentifier(lookup),
    sortBy: { field: "createdAt", direction: "desc" },
    limit: MOST_AT_ONCE,
  });
  sweepVerifications(scope);
  return shown(newestOf(rows), identifier);
}

/**
 * Takes an identifier out of every place: of parallel callers one gets its newest value, expired or not, and all of its
 * values are gone.
 *
 * @param value takes it only if it holds this value, so that nobody else's is burnt
 */
export async function takeNewest(scope: Scope, identifier: string, value?: string): Promise<Verification | null> {
  const { lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  let taken: Verification | null = null;
  if (database) {
    const where = whereIdentifier(lookup);
    if (value !== undefined) where.push({ field: "value", value });
    const rows = await consumeRows<Verification>(scope, "verification", where);
    taken = newestOf(rows);
    if (secondary && (value === undefined || taken !== null)) await removeVerification(secondary, lookup);
    sweepVerifications(scope);
  } else if (secondary) {
    if (value !== undefined && !holds(await getVerification(secondary, lookup), value)) return null;
    const found = await takeVerification(secondary, lookup);
    taken = value === undefined || holds(found, value) ? found : null;
  }
  return shown(taken, identifier);
}

/**
 * Spends an identifier: of parallel callers one gets its newest value, and all of its values are gone.
 * `null` when it was spent, never there, expired, or a hook kept it.
 *
 * @param settings.value spends it only if it holds this value, so that nobody else's is burnt
 */
export async function consumeVerification(
  scope: Scope,
  identifier: string,
  settings: { value?: string } = {},
): Promise<Verification | null> {
  const spent = await takeNewest(scope, identifier, settings.value);
  return spent !== null && spent.expiresAt.getTime() > Date.now() ? spent : null;
}

/** Changes the values of an identifier. */
export async function updateVerification(scope: Scope, identifier: string, changes: Row): Promise<Verification | null> {
  const { stored, lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  if (database) {
    const updated = await updateRow<Verification>(scope, "verification", whereIdentifier(lookup), changes);
    if (updated && secondary) await afterCommit(scope, () => putVerification(secondary, stored, updated));
    return shown(updated, identifier);
  }
  // Taken and put back: what somebody spends meanwhile is not written again.
  const found = secondary ? await takeVerification(secondary, lookup) : null;
  if (found === null || secondary === null) return null;
  const changed = { ...found, ...changes } as Verification;
  await putVerification(secondary, stored, changed);
  return shown(changed, identifier);
}

/**
 * Gives a value that still is as it was read another one: of parallel callers who read the same, one does. In a secondary
 * storage alone it is taken and put back, and whoever looks in between finds nothing.
 */
export async function swapVerification(scope: Scope, read: Verification, value: string): Promise<Swap<Verification>> {
  const { stored, lookup } = await storedIdentifier(scope, read.identifier);
  const { secondary, database } = verificationPlaces(scope);
  if (database) {
    const where: Where[] = [...whereIdentifier(lookup), { field: "value", value: read.value }];
    const swap = await swapRow<Verification>(scope, "verification", where, { value, updatedAt: new Date() });
    // The next one to read takes it from the database.
    if (swap.status === "changed" && secondary) await afterCommit(scope, () => removeVerification(secondary, lookup));
    return swap;
  }
  const taken = secondary ? await takeVerification(secondary, lookup) : null;
  if (taken === null || secondary === null) return { status: "missed" };
  const isAsRead = holds(taken, read.value);
  const row = isAsRead ? { ...taken, value } : taken;
  await putVerification(secondary, stored, row);
  return isAsRead ? { status: "changed", row } : { status: "missed" };
}

/** Removes the values of an identifier, unspent. */
export async function deleteVerification(scope: Scope, identifier: string): Promise<void> {
  const { lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  if (secondary) await removeVerification(secondary, lookup);
  if (database) await deleteRows(scope, "verification", whereIdentifier(lookup));
}
