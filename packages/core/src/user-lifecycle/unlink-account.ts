import { deleteOwnAccount, findAccounts } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { holdUser, type UserRow } from "../user/store";

/** What became of an unlinking. */
export type Unlinking = "unlinked" | "not-found" | "last-account";

/**
 * Takes an account away from a user. Of parallel callers each sees what the one before left, so the last account stays.
 *
 * @param settings.mayTakeLast lets the last one go, too
 */
export async function unlinkAccount(
  scope: Scope,
  user: UserRow,
  accountId: string,
  settings: { mayTakeLast: boolean },
): Promise<Unlinking> {
  const remove = async (inner: Scope): Promise<Unlinking> =>
    (await deleteOwnAccount(inner, user.id, accountId)) ? "unlinked" : "not-found";
  if (settings.mayTakeLast) return remove(scope);
  return inTransaction(scope, async (inner) => {
    await holdUser(inner, user);
    const accounts = await findAccounts(inner, user.id);
    return accounts.length <= 1 ? "last-account" : remove(inner);
  });
}
