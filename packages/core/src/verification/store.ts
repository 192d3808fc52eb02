import type { Scope } from "../context/scope";
import { afterCommit } from "../context/transaction";
import { constantTimeEqual } from "../crypto/equal";
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

/** The newest value of an identifier, expired or not. Reading is not spending. */
export async function findVerification(scope: Scope, identifier: string): Promise<Verification | null> {
  const { lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  const copy = secondary ? await getVerification(secondary, lookup) : null;
  if (copy || !database) return shown(copy, identifier);
  const [newest = null] = await scope.adapter.findMany<Verification>({
    model: "verification",
    where: whereIdentifier(lookup),
    sortBy: { field: "createdAt", direction: "desc" },
    limit: 1,
  });
  sweepVerifications(scope);
  return shown(newest, identifier);
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
  const { lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  const { value } = settings;
  let spent: Verification | null = null;
  if (database) {
    const where = whereIdentifier(lookup);
    if (value !== undefined) where.push({ field: "value", value });
    const rows = await consumeRows<Verification>(scope, "verification", where);
    for (const row of rows) if (spent === null || row.createdAt > spent.createdAt) spent = row;
    if (secondary && (value === undefined || spent !== null)) await removeVerification(secondary, lookup);
    sweepVerifications(scope);
  } else if (secondary) {
    if (value !== undefined && !holds(await getVerification(secondary, lookup), value)) return null;
    const taken = await takeVerification(secondary, lookup);
    spent = value === undefined || holds(taken, value) ? taken : null;
  }
  return spent !== null && spent.expiresAt.getTime() > Date.now() ? shown(spent, identifier) : null;
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

/** Removes the values of an identifier, unspent. */
export async function deleteVerification(scope: Scope, identifier: string): Promise<void> {
  const { lookup } = await storedIdentifier(scope, identifier);
  const { secondary, database } = verificationPlaces(scope);
  if (secondary) await removeVerification(secondary, lookup);
  if (database) await deleteRows(scope, "verification", whereIdentifier(lookup));
}
