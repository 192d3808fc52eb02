import { CREDENTIAL, updatePassword } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { raiseEvent, withEvent } from "../events/raise";
import { revokeUserSessions } from "../session/store";
import type { Verification } from "../types";
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

/**
 * Makes the hash of the new password, after the token was spent: whoever sends tokens at random gets no hash for them. A
 * hash that fails, as when too many wait, gives the token back.
 */
async function hashOrGiveBack(scope: Scope, spent: Verification, makeHash: () => Promise<string>): Promise<string> {
  try {
    return await makeHash();
  } catch (error) {
    const { identifier, value, expiresAt, createdAt } = spent;
    await createVerification(scope, { identifier, value, expiresAt, createdAt });
    throw error;
  }
}

/**
 * Spends a reset token for a new password and, when asked for, ends every session. Of parallel callers with one token one
 * wins; a token from before the last change of the password is refused, so that of several tokens one counts.
 *
 * @param makeHash the hash of the new password; asked for once the token is spent, outside of the transaction
 */
export async function resetPassword(
  scope: Scope,
  token: string,
  makeHash: () => Promise<string>,
  settings: { revokeSessions: boolean },
): Promise<PasswordReset> {
  const spent = await consumeVerification(scope, identifierOf(token));
  if (spent === null) return { status: "invalid-token" };
  const found = await findUserWithAccounts(scope, spent.value);
  if (found === null) return { status: "user-gone" };
  const { user, accounts } = found;
  const hash = await hashOrGiveBack(scope, spent, makeHash);
  const hasPassword = accounts.some(({ providerId }) => providerId === CREDENTIAL);

  return inTransaction(scope, async (inner): Promise<PasswordReset> => {
    const isChanged = hasPassword
      ? await updatePassword(inner, user.id, hash, { unchangedSince: spent.createdAt })
      : // It holds the user's row before it reads: of several first passwords one counts.
        await createPassword(inner, user, hash);
    if (!isChanged) return { status: "invalid-token" };
    if (settings.revokeSessions) await revokeUserSessions(inner, user.id, "password-changed");
    return { status: "changed", user };
  });
}
