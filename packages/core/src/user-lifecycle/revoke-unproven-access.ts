import { deleteAccounts } from "../account/store";
import { scopeAround } from "../context/root-scope";
import { inTransaction } from "../context/transaction";
import { revokeUserSessions } from "../session/store";
import type { AuthContext } from "../types";
import { findUserById, type UserRow } from "../user/store";
import { proveEmail } from "./prove-email";

/**
 * Takes away what somebody may have planted before an address was proved: call it when a person has just shown that they
 * read the mail of a user whose address nobody had proved before. Marks the address as verified, ends every session and
 * removes every account, the password among them, in one transaction. A user whose address is verified stays as it is,
 * and of parallel callers one takes away.
 *
 * @param ctx a call's context, or `{ context: await auth.$context }`
 * @returns the user as it is afterwards; `null` when there is none, or a hook stopped the change
 */
export async function revokeUnprovenAccountAccess(
  ctx: { context: AuthContext },
  userId: string,
): Promise<UserRow | null> {
  return inTransaction(scopeAround(ctx.context), async (scope) => {
    const user = await findUserById(scope, userId);
    if (user === null || user.emailVerified) return user;
    const proved = await proveEmail(scope, user);
    if (proved.status === "stopped") return null;
    if (proved.status !== "changed") return findUserById(scope, userId);
    await revokeUserSessions(scope, userId, "email-proved");
    await deleteAccounts(scope, [{ field: "userId", value: userId }]);
    return proved.row;
  });
}
