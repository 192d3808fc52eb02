import type { CookieOptions, GenericEndpointContext } from "../types";
import { setCookieCache } from "./cache/write";
import { setSigned } from "./cookie";
import type { SessionAndUser } from "./store";

/** The value that the remember-me marker holds. */
const DONT_REMEMBER = "true";

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
  const { sessionToken, dontRememberToken } = ctx.context.authCookies;
  await setSigned(ctx, sessionToken, pair.session.token, {
    ...(dontRememberMe ? { maxAge: undefined } : {}),
    ...overrides,
  });
  if (dontRememberMe) await setSigned(ctx, dontRememberToken, DONT_REMEMBER, { maxAge: undefined, ...overrides });
  await setCookieCache(ctx, pair, dontRememberMe);
  ctx.context.setNewSession(pair);
}
