import type { CookieOptions, GenericEndpointContext } from "../types";
import { setCookieCache } from "./cache/write";
import { setSigned, writeDontRemember } from "./cookie";
import type { SessionAndUser } from "./store";

/**
 * Writes the cookies of a session. Only `sign-in/` may import this file (`tooling/checks/rules/owners.mjs`): what comes
 * in here has met every requirement. Everybody else goes through `setSessionCookie`, which asks them.
 */
export async function writeSessionCookies(
  ctx: GenericEndpointContext,
  pair: SessionAndUser,
  dontRememberMe: boolean,
  overrides: Partial<CookieOptions> = {},
): Promise<void> {
  await setSigned(ctx, ctx.context.authCookies.sessionToken, pair.session.token, {
    ...(dontRememberMe ? { maxAge: undefined } : {}),
    ...overrides,
  });
  await writeDontRemember(ctx, dontRememberMe, overrides);
  await setCookieCache(ctx, pair, dontRememberMe);
  // What is told to hooks is the session alone, whatever else the way in knows of it.
  ctx.context.setNewSession({ session: pair.session, user: pair.user });
}
