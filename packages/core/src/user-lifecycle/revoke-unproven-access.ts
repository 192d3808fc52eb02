import { CREDENTIAL, deleteAccounts } from "../account/store";
import { scopeAround } from "../context/root-scope";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { raiseEvent } from "../events/raise";
import { revokeUserSessions } from "../session/store";
import type { Swap } from "../store/swap";
import type { AuthContext, Where } from "../types";
import { findUserById, type UserRow } from "../user/store";
import { proveEmail } from "./prove-email";

/**
 * Inside a transaction: proves the address of a user, and takes away what was planted before. "missed": somebody else has
 * proved it, or it has changed.
 *
 * @param user as it was read
 * @param settings `keepsPassword`: the caller writes another one in its place, or undoes all of it
 */
export async function revokeUnproven(
  scope: Scope,
  user: Pick<UserRow, "id" | "email">,
  { keepsPassword = false } = {},
): Promise<Swap<UserRow>> {
  const userId = user.id;
  const proved = await proveEmail(scope, user);
  if (proved.status !== "changed") return proved;
  const where: Where[] = [{ field: "userId", value: userId }];
  if (keepsPassword) where.push({ field: "providerId", operator: "ne", value: CREDENTIAL });
  await deleteAccounts(scope, where);
  await raiseEvent(scope, "access.revoked", { userId });
  // Last: a sign-in that goes on meanwhile was before the ways in were gone, and is seen here; or finds none.
  await revokeUserSessions(scope, userId, "email-proved");
  if (scope.instance.subscribers.durable.size === 0) return proved;
  // A plugin that hears of it may have changed the user, too.
  const row = await findUserById(scope, userId);
  return row === null ? { status: "missed" } : { status: "changed", row };
}

/**
 * Takes away what somebody may have planted before an address was proved: call it when a person has just shown that they
 * read the mail of a user whose address nobody had proved before. Marks the address as verified, ends every session and
 * removes every account, the password among them, in one transaction; plugins hear of it by "access.revoked". A user whose address is verified stays as it is,
 * and of parallel callers one takes away.
 *
 * @param ctx a call's context, or `{ context: await auth.$context }`
 * @returns the user as it is afterwards; `null` when there is none, or a hook stopped the change
 */
export async function revokeUnprovenAccountAccess(
  ctx: { context: AuthContext },
  userId: string,
): Promise<UserRow | null> {
  const around = scopeAround(ctx.context);
  const outcome = await inTransaction(around, async (scope) => {
    const user = await findUserById(scope, userId);
    if (user === null || user.emailVerified) return user;
    const revoked = await revokeUnproven(scope, user);
    if (revoked.status === "stopped") return null;
    return revoked.status === "missed" ? "missed" : revoked.row;
  });
  // What somebody else did meanwhile is read afterwards: in a transaction of MySQL reads go on seeing what the first saw.
  return outcome === "missed" ? findUserById(around, userId) : outcome;
}
