import { createAuthEndpoint } from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { isAppAddress } from "./app-address";
import { type FoundState, findWaitingState } from "./waiting-state";

/** Parameters of an authorization request that say whose it is, and where its answer goes. */
const BINDING = ["client_id", "redirect_uri", "response_type", "state", "code_challenge", "nonce"] as const;

/** Seconds that the browser may be away: those of the cookies that are set when a sign-in begins in a browser itself. */
const STORED_SECONDS = 300;
const SEALED_SECONDS = 600;

function refuse(ctx: GenericEndpointContext, reason: string): never {
  ctx.context.logger.warn(`The authorization proxy for apps refused an address: ${reason}.`);
  throw new APIError("BAD_REQUEST", { message: "Invalid authorizationURL", code: "INVALID_AUTHORIZATION_URL" });
}

/** Whether an address is the one that the server gave out for a state, apart from what the call was free to add. */
async function isOfState(address: URL, name: string, { state, provider, redirectURI }: FoundState) {
  const { codeVerifier, idTokenNonce } = state;
  const own = await provider.createAuthorizationURL({ state: name, codeVerifier, redirectURI, idTokenNonce });
  return (
    address.origin === own.origin &&
    address.pathname === own.pathname &&
    BINDING.every(
      (parameter) => `${address.searchParams.getAll(parameter)}` === `${own.searchParams.getAll(parameter)}`,
    )
  );
}

/** The cookie that a browser would have got, had it begun here itself. */
async function setStateCookie(ctx: GenericEndpointContext, name: string, sealed: string | undefined): Promise<void> {
  const { createAuthCookie, oauthConfig, secret } = ctx.context;
  if (oauthConfig.storeStateStrategy === "cookie") {
    const cookie = createAuthCookie("oauth_state", { maxAge: SEALED_SECONDS });
    ctx.setCookie(cookie.name, sealed as string, cookie.attributes);
    return;
  }
  const cookie = createAuthCookie("state", { maxAge: STORED_SECONDS });
  await ctx.setSignedCookie(cookie.name, name, secret, cookie.attributes);
}

/**
 * Where the system's browser begins, when an app signs in at a provider: it gets the cookie of the state that the app's call
 * made, and goes on to the provider. That cookie is set for a state that waits, that an app has begun, and for the very
 * address that the state's provider has for it; everything else is refused, so that this leads nowhere else.
 */
export const expoAuthorizationProxy = createAuthEndpoint(
  "/expo-authorization-proxy",
  {
    method: "GET",
    query: z.object({ authorizationURL: z.string(), oauthState: z.optional(z.string()) }),
    metadata: { isAction: false, scope: "http" },
  },
  async (ctx) => {
    const { authorizationURL, oauthState } = ctx.query;
    const address = URL.canParse(authorizationURL) ? new URL(authorizationURL) : undefined;
    const name = address?.searchParams.get("state");
    if (!address || !/^https?:$/.test(address.protocol)) refuse(ctx, "it is no address of http or https");
    if (!name) throw new APIError("BAD_REQUEST", { message: "Unexpected error", code: "STATE_NOT_FOUND" });

    const found = await findWaitingState(ctx, name, oauthState);
    if (found === undefined) return refuse(ctx, "its state is not known, or too old");
    const { callbackURL } = found.state;
    if (!isAppAddress(callbackURL) || !ctx.context.isTrustedOrigin(callbackURL)) {
      refuse(ctx, "its state leads back to no app. Give callbackURL, and add the app's scheme to trustedOrigins");
    }
    if (!(await isOfState(address, name, found))) refuse(ctx, "its provider has another one");

    await setStateCookie(ctx, name, oauthState);
    ctx.setHeader("cache-control", "no-store");
    throw ctx.redirect(address.href);
  },
);
