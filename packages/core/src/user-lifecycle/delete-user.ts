import { deleteAccounts } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { revokeUserSessions } from "../session/store";
import { deleteUserRow } from "../user/store";

/** Deletes a user with all sessions and accounts, in one transaction. */
export async function deleteUser(scope: Scope, userId: string): Promise<void> {
  await inTransaction(scope, async (inner) => {
    await revokeUserSessions(inner, userId, "user-deleted");
    await deleteAccounts(inner, [{ field: "userId", value: userId }]);
    await deleteUserRow(inner, userId);
  });
}
