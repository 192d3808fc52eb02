import { CREDENTIAL, updatePassword } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { raiseEvent, withEvent } from "../events/raise";
import { revokeUserSessions } from "../session/store";
import { findUserWithAccounts, type UserRow } from "../user/store";
import { consumeVerification, createVerification, findVerification } from "../verification/store";
import { createPassword } from "./create-password";

/** The purpose stands in the key, so that no other secret opens this door. */
function identifierOf(token: string): string {
  return `reset-password:${token}`;
}

/**
 * Stores a reset token for the user with an address. An address that nobody has costs a look-up instead, so that both
 * take the same steps.
 *
 * @param user whose address it is; `null` for an address that nobody has
 * @returns whether the token was stored
 */
export async function requestPasswordReset(
  scope: Scope,
  request: { user: UserRow | null; email: string; token: string; expiresInSeconds: number },
): Promise<boolean> {
  const { user, email, token, expiresInSeconds } = request;
  return withEvent(scope, "password.reset-requested", async (inner) => {
    const expiresAt = new Date(Date.now() + expiresInSeconds * 1000);
    const stored = user
      ? await createVerification(inner, { identifier: identifierOf(token), value: user.id, expiresAt })
      : await findVerification(inner, "dummy-verification-token");
    await raiseEvent(inner, "password.reset-requested", { userId: user?.id, identifier: email });
    return user !== null && stored !== null;
  });
}

/** Whether a reset token is known and in time. Looking spends nothing. */
export async function isResetTokenKnown(scope: Scope, token: string): Promise<boolean> {
  const found = await findVerification(scope, identifierOf(token));
  return found !== null && found.expiresAt.getTime() > Date.now();
}

/** What became of a reset. */
export type PasswordReset =
  | { readonly status: "invalid-token" }
  | { readonly status: "user-gone" }
  | { readonly status: "changed"; readonly user: UserRow };

/** What became of a token; a user without a password has still to be given one. */
type Spending = PasswordReset | { readonly status: "no-password"; readonly user: UserRow };

/** Token, password and sessions in one transaction. A token from before the last change of the password changes nothing. */
async function spend(scope: Scope, token: string, hash: string, revokeSessions: boolean): Promise<Spending> {
  return inTransaction(scope, async (inner): Promise<Spending> => {
    const spent = await consumeVerification(inner, identifierOf(token));
    if (spent === null) return { status: "invalid-token" };
    const found = await findUserWithAccounts(inner, spent.value);
    if (found === null) return { status: "user-gone" };
    const { user, accounts } = found;
    if (!accounts.some(({ providerId }) => providerId === CREDENTIAL)) return { status: "no-password", user };
    if (!(await updatePassword(inner, user.id, hash, { unchangedSince: spent.createdAt }))) {
      return { status: "invalid-token" };
    }
    if (revokeSessions) await revokeUserSessions(inner, user.id, "password-changed");
    return { status: "changed", user };
  });
}

/**
 * In a transaction of its own, because it holds the user's row before it reads: some databases fix what a transaction
 * sees with its first read, and then two callers would each see no password.
 */
async function giveFirstPassword(
  scope: Scope,
  user: UserRow,
  hash: string,
  revokeSessions: boolean,
): Promise<PasswordReset> {
  return inTransaction(scope, async (inner): Promise<PasswordReset> => {
    if (!(await createPassword(inner, user, hash))) return { status: "invalid-token" };
    if (revokeSessions) await revokeUserSessions(inner, user.id, "password-changed");
    return { status: "changed", user };
  });
}

/**
 * Spends a reset token for a new password and, when asked for, ends every session. Of parallel callers with one token one
 * wins; a token from before the last change of the password is refused, so that of several tokens one counts. The hash
 * is made before, outside the transaction.
 */
export async function resetPassword(
  scope: Scope,
  token: string,
  hash: string,
  settings: { revokeSessions: boolean },
): Promise<PasswordReset> {
  const spending = await spend(scope, token, hash, settings.revokeSessions);
  if (spending.status !== "no-password") return spending;
  return giveFirstPassword(scope, spending.user, hash, settings.revokeSessions);
}
