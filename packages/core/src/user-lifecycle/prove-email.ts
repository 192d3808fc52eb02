import type { Scope } from "../context/scope";
import { afterCommit } from "../context/transaction";
import { raiseEvent, withEvent } from "../events/raise";
import { refreshUserCopies } from "../session/store";
import type { Swap } from "../store/swap";
import { swapUser, type UserRow } from "../user/store";

/**
 * Marks a user's address as verified, if it still is this one and not verified yet. What decides is the row, in one
 * statement: of fifty visits of a link, one proves the address, and an address that changed meanwhile is not proved.
 *
 * @param user as it was read: the id, and the address that was proved
 */
export async function proveEmail(scope: Scope, user: Pick<UserRow, "id" | "email">): Promise<Swap<UserRow>> {
  const { id, email } = user;
  const swap = await withEvent(scope, "email.verified", async (inner) => {
    const swapped = await swapUser(inner, id, { email, emailVerified: false }, { emailVerified: true });
    if (swapped.status === "changed") await raiseEvent(inner, "email.verified", { userId: id, email });
    return swapped;
  });
  if (swap.status === "changed") await afterCommit(scope, () => refreshUserCopies(scope, swap.row));
  return swap;
}
