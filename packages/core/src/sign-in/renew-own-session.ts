import { scopeAround } from "../context/root-scope";
import { type Scope, scopeOf } from "../context/scope";
import { inTransaction } from "../context/transaction";
import { APIError, BASE_ERROR_CODES } from "../error";
import { readDontRemember } from "../session/cookie";
import { isStateless } from "../session/stateless";
import { findSession, revokeSessionByToken, type SessionAndUser } from "../session/store";
import type { GenericEndpointContext, Row } from "../types";
import { completeSignIn } from "./complete-sign-in";
import { type IssuedSession, renewSession } from "./issue-session";

/** What of a session the core does not say of a new one itself. */
function extraFieldsOf(scope: Scope, session: Row): Row {
  const { session: fields } = scope.instance.extraFields;
  return Object.fromEntries(Object.entries(session).filter(([field]) => Object.hasOwn(fields, field)));
}

/**
 * Gives the browser a new session for the one that it is signed in with, and ends that one: what somebody holds of it is
 * worth nothing after a change of how its user signs in. Additional fields and those of plugins go along. For endpoints of plugins; joins the
 * transaction that is open around the caller.
 *
 * @param current the session, with the user as it is now
 * @throws {APIError} 400 FAILED_TO_CREATE_SESSION when a database hook stopped the write; 401 SESSION_EXPIRED when somebody
 * has ended the session meanwhile
 */
export async function renewOwnSession(ctx: GenericEndpointContext, current: SessionAndUser): Promise<IssuedSession> {
  const dontRememberMe = await readDontRemember(scopeOf(ctx));
  const renewed = await inTransaction(scopeAround(ctx.context), async (scope) => {
    const ended = await revokeSessionByToken(scope, current.session.token, "revoked");
    // Somebody else was first, unless a hook has kept it.
    if (ended === 0 && !isStateless(scope) && (await findSession(scope, current.session.token)) === null) {
      throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.SESSION_EXPIRED);
    }
    return renewSession(scope, current, dontRememberMe, extraFieldsOf(scope, current.session));
  });
  await completeSignIn(ctx, renewed);
  return renewed;
}
