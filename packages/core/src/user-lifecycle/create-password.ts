import { CREDENTIAL, createAccount, findCredentialAccount, updatePassword } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { raiseEvent, withEvent } from "../events/raise";
import { findUserById, holdUser, type UserRow } from "../user/store";

/**
 * Gives a password to a user who has none. `false` when there is one by now, the user is gone, or a hook stopped it: of
 * parallel callers one gives it. The hash is made before, outside the transaction.
 */
export async function createPassword(scope: Scope, user: UserRow, hash: string): Promise<boolean> {
  return inTransaction(scope, async (inner) => {
    // Some drivers count only rows that look different afterwards, so the count alone does not say that the user is gone.
    if ((await holdUser(inner, user)) === 0 && (await findUserById(inner, user.id)) === null) return false;
    const account = await findCredentialAccount(inner, user.id);
    if (account?.password) return false;
    return account ? updatePassword(inner, user.id, hash) : insertPassword(inner, user.id, hash);
  });
}

/**
 * Inside a transaction that holds the user's row, for a user who has no account of a password. `false` when a hook stopped it.
 */
export function insertPassword(scope: Scope, userId: string, hash: string): Promise<boolean> {
  return withEvent(scope, "password.changed", async (inner) => {
    const values = { userId, accountId: userId, providerId: CREDENTIAL, password: hash };
    const created = await createAccount(inner, values);
    if (created) await raiseEvent(inner, "password.changed", { userId });
    return created !== null;
  });
}
