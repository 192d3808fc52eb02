import { updatePassword } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { revokeUserSessions, type SessionAndUser } from "../session/store";
import { type IssuedSession, renewSession } from "../sign-in/issue-session";

/**
 * Replaces a password. With `revokeOtherSessions` every session of the user ends, and the browser that asked gets a
 * new one: it met the requirements when it signed in. The hash is made before, outside the transaction.
 */
export async function changePassword(
  scope: Scope,
  current: SessionAndUser,
  hash: string,
  settings: { revokeOtherSessions: boolean; dontRememberMe: boolean },
): Promise<IssuedSession | null> {
  return inTransaction(scope, async (inner) => {
    await updatePassword(inner, current.user.id, hash);
    if (!settings.revokeOtherSessions) return null;
    await revokeUserSessions(inner, current.user.id, "password-changed");
    return renewSession(inner, current, settings.dontRememberMe);
  });
}
