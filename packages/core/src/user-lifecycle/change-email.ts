import { runInAmbient } from "../context/ambient";
import { type Scope, scopeOf } from "../context/scope";
import { afterCommit } from "../context/transaction";
import { isUniqueViolation } from "../database/unique-violation";
import { raiseEvent, withEvent } from "../events/raise";
import { refreshUserCopies, type SessionAndUser } from "../session/store";
import { setSessionCookie } from "../sign-in/set-session-cookie";
import type { Swap } from "../store/swap";
import type { GenericEndpointContext } from "../types";
import { canonicalEmail } from "../user/email";
import { swapUser, type UserRow } from "../user/store";
import { tellApplication } from "./tell-application";

/** The outcome of a change of address. Taken: somebody else has it. */
export type EmailChange = Swap<UserRow> | { readonly status: "taken" };

/** How an address is changed. */
export interface EmailChangeSettings {
  /** Whether somebody proved the new address; it counts as verified or not from then on. @default as the old one did */
  isProven?: boolean;
  /** The change is only for an address that is not verified. @default false */
  onlyIfUnverified?: boolean | undefined;
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
  const { isProven } = settings;
  const changes = isProven === undefined ? { email: newEmail } : { email: newEmail, emailVerified: isProven };
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

/**
 * Gives whoever is signed in an address that they have just proved to read, as by a code, and tells the browser. Calls the
 * user's functions around a proof of an address: before it with the user as it was, after it with the new address.
 * @param current the session of the call, from `sensitiveSessionMiddleware`
 */
export async function changeToProvenEmail(
  ctx: GenericEndpointContext,
  current: SessionAndUser,
  newEmail: string,
): Promise<EmailChange> {
  const scope = scopeOf(ctx);
  const { beforeEmailVerification: before, afterEmailVerification: after } =
    scope.instance.options.emailVerification ?? {};
  if (before) await runInAmbient(scope, () => before(current.user, ctx.request));
  const change = await changeEmail(scope, current.user, canonicalEmail(newEmail), { isProven: true });
  if (change.status !== "changed") return change;
  await setSessionCookie(ctx, { session: current.session, user: change.row });
  if (after) await tellApplication(scope, () => after(change.row, ctx.request));
  return change;
}
