import { deleteAccounts } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { APIError } from "../error";
import { revokeUserSessions } from "../session/store";
import { deleteUserRow, findUserById } from "../user/store";

/**
 * Deletes a user with all sessions and accounts, in one transaction. Of parallel callers one deletes it; the others get
 * `false`.
 * @throws {APIError} 400 FAILED_TO_DELETE_USER when a database hook keeps the user; then everything stays
 */
export async function deleteUser(scope: Scope, userId: string): Promise<boolean> {
  return inTransaction(scope, async (inner) => {
    await revokeUserSessions(inner, userId, "user-deleted");
    await deleteAccounts(inner, [{ field: "userId", value: userId }]);
    if (await deleteUserRow(inner, userId)) return true;
    if ((await findUserById(inner, userId)) === null) return false;
    throw new APIError("BAD_REQUEST", { message: "Failed to delete user", code: "FAILED_TO_DELETE_USER" });
  });
}
