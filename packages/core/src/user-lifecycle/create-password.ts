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
    if (account) return updatePassword(inner, user.id, hash);
    return withEvent(inner, "password.changed", async (writing) => {
      const values = { userId: user.id, accountId: user.id, providerId: CREDENTIAL, password: hash };
      const created = await createAccount(writing, values);
      if (created) await raiseEvent(writing, "password.changed", { userId: user.id });
      return created !== null;
    });
  });
}
