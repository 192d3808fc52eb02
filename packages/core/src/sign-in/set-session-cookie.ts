import { scopeOf } from "../context/scope";
import { constantTimeEqual } from "../crypto/equal";
import { readDontRemember } from "../session/cookie";
import { revokeSessionByToken, type SessionAndUser, type SessionRow } from "../session/store";
import { writeSessionCookies } from "../session/write-cookies";
import type { CookieOptions, GenericEndpointContext, Session, User } from "../types";
import type { UserRow } from "../user/store";
import { setPendingCookie } from "./pending";
import { askRequirements } from "./requirements";

/** A session that this call was made with, or one that was issued in it, has met the requirements. */
function isCleared(ctx: GenericEndpointContext, token: string): boolean {
  const current = ctx.context.session?.session.token;
  if (current !== undefined && constantTimeEqual(current, token)) return true;
  return scopeOf(ctx).call.clearedTokens?.includes(token) ?? false;
}

/**
 * Puts a session into the browser. A session that somebody made with `internalAdapter.createSession` meets the
 * requirements here, before any cookie exists: if something is still owed, the row is removed and the browser gets the
 * pending cookie instead.
 *
 * @param dontRememberMe default: what the browser was told before
 * @throws {APIError} what a requirement denied with
 */
export async function setSessionCookie(
  ctx: GenericEndpointContext,
  pair: { session: Session & Record<string, unknown>; user: User & Record<string, unknown> },
  dontRememberMe?: boolean,
  overrides?: Partial<CookieOptions>,
): Promise<void> {
  const scope = scopeOf(ctx);
  const { token } = pair.session;
  if (!isCleared(ctx, token)) {
    const factor = { id: `plugin:${ctx.operationId ?? ctx.path}` };
    try {
      const verdict = await askRequirements(scope, pair.user as UserRow, factor);
      if (verdict !== null) {
        await revokeSessionByToken(scope, token, "revoked");
        return await setPendingCookie(ctx, verdict, dontRememberMe ?? (await readDontRemember(scope)));
      }
    } catch (error) {
      await revokeSessionByToken(scope, token, "revoked");
      ctx.context.setNewSession(null);
      throw error;
    }
    (scope.call.clearedTokens ??= []).push(token);
  }
  const settled: SessionAndUser = { session: pair.session as SessionRow, user: pair.user as UserRow };
  await writeSessionCookies(ctx, settled, dontRememberMe ?? (await readDontRemember(scope)), overrides);
}
