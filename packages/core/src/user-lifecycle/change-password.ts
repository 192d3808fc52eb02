import { updatePassword } from "../account/store";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { APIError, BASE_ERROR_CODES } from "../error";
import { createSession, revokeUserSessions, type SessionAndUser } from "../session/store";

/**
 * Replaces a password. With `revokeOtherSessions` every session of the user ends, and the browser that asked gets a
 * new one: it met the requirements when it signed in. The hash is made before, outside the transaction.
 */
export async function changePassword(
  scope: Scope,
  current: SessionAndUser,
  hash: string,
  settings: { revokeOtherSessions: boolean; dontRememberMe: boolean },
): Promise<SessionAndUser | null> {
  return inTransaction(scope, async (inner) => {
    await updatePassword(inner, current.user.id, hash);
    if (!settings.revokeOtherSessions) return null;
    await revokeUserSessions(inner, current.user.id, "password-changed");
    const session = await createSession(inner, current.user.id, {
      dontRememberMe: settings.dontRememberMe,
      factor: "password",
    });
    if (session === null) throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.FAILED_TO_GET_SESSION);
    return { session, user: current.user };
  });
}
