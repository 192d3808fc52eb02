import type { Scope } from "../context/scope";
import { raiseEvent, withEvent } from "../events/raise";
import { type Swap, swapUnseenRow } from "../store/swap";
import { createRow, deleteRows, updateRow, updateRows } from "../store/write";
import type { Account, JoinOption, Row, Where } from "../types";
import type { UserRow } from "../user/store";

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

/** An account of a user, by its row's id; somebody else's does not match. */
export async function findAccount(scope: Scope, userId: string, id: string): Promise<AccountRow | null> {
  const where: Where[] = [
    { field: "id", value: id },
    { field: "userId", value: userId },
  ];
  return scope.adapter.findOne<AccountRow>({ model: "account", where });
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

/** Replaces a user's password hash if it still is the one that was read. Its after-hooks get the account. */
export async function swapPassword(
  scope: Scope,
  userId: string,
  hashes: { from: string; to: string },
): Promise<Swap<AccountRow>["status"]> {
  const where: Where[] = [...credentialOf(userId), { field: "password", value: hashes.from }];
  return withEvent(scope, "password.changed", async (inner) => {
    const status = await swapUnseenRow(inner, "account", where, { password: hashes.to });
    if (status === "changed") await raiseEvent(inner, "password.changed", { userId });
    return status;
  });
}

/** What an account is known by: the provider, and the subject there. */
export interface AccountKey {
  readonly providerId: string;
  readonly accountId: string;
}

function whereKey({ providerId, accountId }: AccountKey): Where[] {
  return [
    { field: "providerId", value: providerId },
    { field: "accountId", value: accountId },
  ];
}

/** An ambiguous key is an error, never a guess. */
async function findByKey<T>(scope: Scope, key: AccountKey, join?: JoinOption): Promise<T | null> {
  const rows = await scope.adapter.findMany<T>({ model: "account", where: whereKey(key), limit: 2, join });
  if (rows.length > 1) {
    throw new Error(
      `Two rows of account share providerId "${key.providerId}" and one accountId; expected at most one.`,
    );
  }
  return rows[0] ?? null;
}

/** The account of a subject at a provider. */
export function findAccountByKey(scope: Scope, key: AccountKey): Promise<AccountRow | null> {
  return findByKey<AccountRow>(scope, key);
}

/** An account with whoever it belongs to. */
export interface OwnedAccount {
  readonly account: AccountRow;
  /** `null` for an account that was left behind. */
  readonly owner: UserRow | null;
}

/** The same with its owner: one statement. */
export async function findOwnedAccount(scope: Scope, key: AccountKey): Promise<OwnedAccount | null> {
  const found = await findByKey<AccountRow & { user: UserRow | null }>(scope, key, { user: true });
  if (found === null) return null;
  const { user: owner, ...account } = found;
  return { account: account as AccountRow, owner };
}

/**
 * Whether an account that was just given is the only one of its key. Two people who link it at the same moment hold rows of
 * their own, and may both find nobody else: then each of them sees the other here, and gives it up.
 */
export async function isAloneOfKey(scope: Scope, key: AccountKey): Promise<boolean> {
  return (await scope.adapter.count({ model: "account", where: whereKey(key) })) <= 1;
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
