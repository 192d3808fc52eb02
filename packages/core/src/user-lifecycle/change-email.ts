import type { Scope } from "../context/scope";
import { afterCommit } from "../context/transaction";
import { isUniqueViolation } from "../database/unique-violation";
import { raiseEvent, withEvent } from "../events/raise";
import { refreshUserCopies } from "../session/store";
import type { Swap } from "../store/swap";
import { swapUser, type UserRow } from "../user/store";

/** The outcome of a change of address. Taken: somebody else has it. */
export type EmailChange = Swap<UserRow> | { readonly status: "taken" };

/** How an address is changed. */
export interface EmailChangeSettings {
  /** Nobody proved the new address: it counts as unverified. @default false */
  isUnproven?: boolean;
  /** The change is only for an address that is not verified. @default false */
  onlyIfUnverified?: boolean;
}

/**
 * Gives a user another address, if the old one still is theirs. One statement decides: the address that is written is
 * the one that was asked for, and the unique index says whether it is free.
 *
 * @param user the id, and the address that the change was asked for with
 * @param newEmail canonical
 */
export async function changeEmail(
  scope: Scope,
  user: Pick<UserRow, "id" | "email">,
  newEmail: string,
  settings: EmailChangeSettings = {},
): Promise<EmailChange> {
  const { id, email } = user;
  const expected = settings.onlyIfUnverified === true ? { email, emailVerified: false } : { email };
  const changes = settings.isUnproven === true ? { email: newEmail, emailVerified: false } : { email: newEmail };
  try {
    const swap = await withEvent(scope, "email.changed", async (inner) => {
      const swapped = await swapUser(inner, id, expected, changes);
      if (swapped.status === "changed")
        await raiseEvent(inner, "email.changed", { userId: id, email: newEmail, previousEmail: email });
      return swapped;
    });
    if (swap.status === "changed") await afterCommit(scope, () => refreshUserCopies(scope, swap.row));
    return swap;
  } catch (error) {
    if (isUniqueViolation(error)) return { status: "taken" };
    throw error;
  }
}
