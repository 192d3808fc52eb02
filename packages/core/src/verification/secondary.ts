import type { Scope } from "../context/scope";
import type { SecondaryStorage, Verification } from "../types";

/** Where verification values are kept. With both, the database decides who spends one. */
export interface VerificationPlaces {
  readonly secondary: SecondaryStorage | null;
  readonly database: boolean;
}

/** Finds where this instance keeps verification values. */
export function verificationPlaces(scope: Scope): VerificationPlaces {
  const secondary = scope.instance.context.secondaryStorage ?? null;
  return { secondary, database: secondary === null || scope.instance.options.verification?.storeInDatabase === true };
}

function keyOf(stored: string): string {
  return `verification:${stored}`;
}

/** Whole seconds that are left; 0 when it is over. */
function secondsUntil(date: Date): number {
  return Math.max(0, Math.floor((date.getTime() - Date.now()) / 1000));
}

/** Storages give back the text, or what their client made of it. `null` for anything that is no verification value. */
function readRow(found: unknown): Verification | null {
  let row: unknown = found;
  if (typeof found === "string") {
    try {
      row = JSON.parse(found);
    } catch {
      return null;
    }
  }
  if (typeof row !== "object" || row === null) return null;
  const { expiresAt, createdAt, updatedAt, ...rest } = row as Record<string, unknown>;
  if (typeof rest.identifier !== "string" || typeof rest.value !== "string") return null;
  const dates = { expiresAt, createdAt, updatedAt } as Record<string, unknown>;
  for (const name in dates) {
    const date = new Date(dates[name] as string);
    if (Number.isNaN(date.getTime())) return null;
    dates[name] = date;
  }
  return { ...rest, ...dates, id: rest.id ?? rest.identifier } as unknown as Verification;
}

/** Writes a value; one that has expired already is not written. */
export async function putVerification(storage: SecondaryStorage, stored: string, row: Verification): Promise<void> {
  const ttl = secondsUntil(row.expiresAt);
  if (ttl === 0) return;
  const { id, ...rest } = row;
  const copy = { ...rest, identifier: stored, ...(id === stored ? {} : { id }) };
  await storage.set(keyOf(stored), JSON.stringify(copy), ttl);
}

/** Reads a value under the first of its keys that has one. */
export async function getVerification(
  storage: SecondaryStorage,
  lookup: readonly string[],
): Promise<Verification | null> {
  for (const stored of lookup) {
    const row = readRow(await storage.get(keyOf(stored)));
    if (row !== null) return row;
  }
  return null;
}

/** Takes a value: of parallel callers one gets it. Nothing is left under any of its keys. */
export async function takeVerification(
  storage: SecondaryStorage,
  lookup: readonly string[],
): Promise<Verification | null> {
  let taken: Verification | null = null;
  for (const stored of lookup) {
    const row = readRow(await storage.getAndDelete(keyOf(stored)));
    taken ??= row;
  }
  return taken;
}

/** Removes a value under each of its keys. */
export async function removeVerification(storage: SecondaryStorage, lookup: readonly string[]): Promise<void> {
  for (const stored of lookup) await storage.delete(keyOf(stored));
}
