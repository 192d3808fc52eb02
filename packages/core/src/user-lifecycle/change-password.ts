import { swapPassword } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { APIError, BASE_ERROR_CODES } from "../error";
import { revokeUserSessions, type SessionAndUser } from "../session/store";
import { type IssuedSession, renewSession } from "../sign-in/issue-session";

/**
 * Replaces a password. With `revokeOtherSessions` every session of the user ends, and the browser that asked gets a
 * new one: it met the requirements when it signed in. The hash is made before, outside the transaction.
 *
 * @param hashes.from what the password of the request was checked against
 * @throws {APIError} 400 INVALID_PASSWORD when another change was first, as of its owner, who has forgotten it
 */
export async function changePassword(
  scope: Scope,
  current: SessionAndUser,
  hashes: { from: string; to: string },
  settings: { revokeOtherSessions: boolean; dontRememberMe: boolean },
): Promise<IssuedSession | null> {
  return inTransaction(scope, async (inner) => {
    const status = await swapPassword(inner, current.user.id, hashes);
    // Where a hook stopped it, what else was asked for is done.
    if (status === "missed") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_PASSWORD);
    if (!settings.revokeOtherSessions) return null;
    await revokeUserSessions(inner, current.user.id, "password-changed");
    return renewSession(inner, current, settings.dontRememberMe);
  });
}
