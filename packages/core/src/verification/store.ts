import type { Scope } from "../context/scope";
import { createRow, deleteRows, updateRow } from "../store/write";
import type { Row, Verification } from "../types";

/** What a one-time value is made from. `identifier` starts with its purpose. */
export type NewVerification = Partial<Verification> & { identifier: string; value: string; expiresAt: Date };

/** Stores a value under an identifier. The newest of an identifier counts. */
export async function createVerification(scope: Scope, verification: NewVerification): Promise<Verification | null> {
  const now = new Date();
  return createRow<Verification>(scope, "verification", { createdAt: now, updatedAt: now, ...verification });
}

/** The newest value of an identifier, expired or not. Reading is not spending. */
export async function findVerification(scope: Scope, identifier: string): Promise<Verification | null> {
  const rows = await scope.adapter.findMany<Verification>({
    model: "verification",
    where: [{ field: "identifier", value: identifier }],
    sortBy: { field: "createdAt", direction: "desc" },
    limit: 1,
  });
  return rows[0] ?? null;
}

/**
 * Spends the newest value of an identifier: of parallel callers one gets it, and all values of the identifier are gone.
 * `null` when it was spent, never there, or expired.
 */
export async function consumeVerification(scope: Scope, identifier: string): Promise<Verification | null> {
  const newest = await findVerification(scope, identifier);
  if (newest === null) return null;
  const spent = await scope.adapter.consumeOne<Verification>({
    model: "verification",
    where: [
      { field: "id", value: newest.id },
      { field: "identifier", value: identifier },
    ],
  });
  if (spent === null) return null;
  await deleteRows(scope, "verification", [{ field: "identifier", value: identifier }]);
  return spent.expiresAt.getTime() <= Date.now() ? null : spent;
}

/** Changes the values of an identifier. */
export async function updateVerification(scope: Scope, identifier: string, changes: Row): Promise<Verification | null> {
  return updateRow<Verification>(scope, "verification", [{ field: "identifier", value: identifier }], changes);
}

/** Removes the values of an identifier, unspent. */
export async function deleteVerification(scope: Scope, identifier: string): Promise<void> {
  await deleteRows(scope, "verification", [{ field: "identifier", value: identifier }]);
}
