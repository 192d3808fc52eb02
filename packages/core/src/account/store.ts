import type { Scope } from "../context/scope";
import { raiseEvent, withEvent } from "../events/raise";
import { createRow, deleteRows, updateRow, updateRows } from "../store/write";
import type { Account, Row, Where } from "../types";

/** An account with additional fields and fields of plugins. */
export type AccountRow = Account & Record<string, unknown>;

/** What a new account is made from. */
export type NewAccount = Partial<Account> & { userId: string; accountId: string; providerId: string } & Record<
    string,
    unknown
  >;

/** The provider of accounts that hold a password. */
export const CREDENTIAL = "credential";

/** Writes an account. `null` when a hook stopped it. */
export async function createAccount(scope: Scope, account: NewAccount): Promise<AccountRow | null> {
  const now = new Date();
  return withEvent(scope, "account.created", async (inner) => {
    const created = await createRow<AccountRow>(inner, "account", { createdAt: now, updatedAt: now, ...account });
    if (created) {
      const { id, userId, providerId, accountId } = created;
      await raiseEvent(inner, "account.created", { account: { id, userId, providerId, accountId } });
    }
    return created;
  });
}

/** The accounts of a user. */
export async function findAccounts(scope: Scope, userId: string): Promise<AccountRow[]> {
  return scope.adapter.findMany<AccountRow>({ model: "account", where: [{ field: "userId", value: userId }] });
}

function credentialOf(userId: string): Where[] {
  return [
    { field: "userId", value: userId },
    { field: "providerId", value: CREDENTIAL },
    { field: "accountId", value: userId },
  ];
}

/** The account that holds a user's password. */
export async function findCredentialAccount(scope: Scope, userId: string): Promise<AccountRow | null> {
  return scope.adapter.findOne<AccountRow>({ model: "account", where: credentialOf(userId) });
}

/**
 * Replaces a user's password hash. `false` when nothing was changed: there is no account for it, or a hook stopped it.
 * The time of the change is the account's `updatedAt`: nothing else writes that row.
 *
 * @param settings.unchangedSince leaves a password alone that was changed after this moment
 */
export async function updatePassword(
  scope: Scope,
  userId: string,
  hash: string,
  settings: { unchangedSince?: Date } = {},
): Promise<boolean> {
  const where = credentialOf(userId);
  if (settings.unchangedSince) where.push({ field: "updatedAt", value: settings.unchangedSince, operator: "lte" });
  return withEvent(scope, "password.changed", async (inner) => {
    const count = await updateRows(inner, "account", where, { password: hash });
    if (count > 0) await raiseEvent(inner, "password.changed", { userId });
    return count > 0;
  });
}

/** The account of a subject at a provider; an ambiguous key is an error, never a guess. */
export async function findAccountByKey(
  scope: Scope,
  key: { providerId: string; accountId: string },
): Promise<AccountRow | null> {
  const rows = await scope.adapter.findMany<AccountRow>({
    model: "account",
    where: [
      { field: "providerId", value: key.providerId },
      { field: "accountId", value: key.accountId },
    ],
    limit: 2,
  });
  if (rows.length > 1) {
    throw new Error(
      `Two rows of account share providerId "${key.providerId}" and one accountId; expected at most one.`,
    );
  }
  return rows[0] ?? null;
}

/** Changes an account by its row's id. */
export async function updateAccount(scope: Scope, id: string, changes: Row): Promise<AccountRow | null> {
  return updateRow<AccountRow>(scope, "account", [{ field: "id", value: id }], changes);
}

/** Deletes an account of a user; somebody else's does not match. `false` when there was none, or a hook kept it. */
export async function deleteOwnAccount(scope: Scope, userId: string, id: string): Promise<boolean> {
  const where: Where[] = [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
  return withEvent(scope, "account.deleted", async (inner) => {
    const count = await deleteRows(inner, "account", where);
    if (count > 0) await raiseEvent(inner, "account.deleted", { accountId: id, userId });
    return count > 0;
  });
}

/** Deletes the accounts that match. */
export async function deleteAccounts(scope: Scope, where: Where[]): Promise<number> {
  return deleteRows(scope, "account", where);
}
