import { deleteAccounts } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { APIError } from "../error";
import { revokeUserSessions } from "../session/store";
import { deleteUserRow } from "../user/store";

/**
 * Deletes a user with all sessions and accounts, in one transaction. Of parallel callers one deletes it; the others get
 * `false`. The hooks of the user are asked first: not every store can take back what was removed.
 * @throws {APIError} 400 FAILED_TO_DELETE_USER when a database hook keeps the user; then everything stays
 */
export async function deleteUser(scope: Scope, userId: string): Promise<boolean> {
  return inTransaction(scope, async (inner) => {
    const outcome = await deleteUserRow(inner, userId, async (deleting) => {
      await revokeUserSessions(deleting, userId, "user-deleted");
      await deleteAccounts(deleting, [{ field: "userId", value: userId }]);
    });
    if (outcome === "stopped")
      throw new APIError("BAD_REQUEST", { message: "Failed to delete user", code: "FAILED_TO_DELETE_USER" });
    return outcome === "deleted";
  });
}
