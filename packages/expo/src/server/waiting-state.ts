import { getAuthStateVerificationIdentifier, getOAuthCallbackPath, parseState } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext, OAuthProvider } from "@better-auth/core/types";

/** A state that waits for a browser to come back from a provider, as far as the proxy looks into it. */
export interface WaitingState {
  readonly callbackURL: string;
  readonly codeVerifier: string;
  readonly idTokenNonce?: string | undefined;
}

interface StoredState extends WaitingState {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly boundTo?: { readonly providerId: string } | undefined;
}

/** A state, the provider that it was made for, and where that provider sends browsers back to. */
export interface FoundState {
  readonly state: WaitingState;
  readonly provider: OAuthProvider;
  readonly redirectURI: string;
}

const redirectURIOf = (ctx: GenericEndpointContext, provider: OAuthProvider): string =>
  `${ctx.context.baseURL}${getOAuthCallbackPath(provider)}`;

/** Looks at a state of the store of one-time values, and leaves it there. */
async function findStoredState(ctx: GenericEndpointContext, name: string): Promise<FoundState | undefined> {
  const row = await ctx.context.internalAdapter.findVerificationValue(getAuthStateVerificationIdentifier(name));
  if (!row) return undefined;
  const state: StoredState = JSON.parse(row.value);
  const provider = ctx.context.socialProviders.find(({ id }) => id === state.boundTo?.providerId);
  if (provider === undefined || state.expiresAt <= Date.now()) return undefined;
  return { state, provider, redirectURI: redirectURIOf(ctx, provider) };
}

/** Opens a state that is kept in a cookie: what the app has of it stands in for the cookie. Nothing is spent by that. */
async function openSealedState(
  ctx: GenericEndpointContext,
  name: string,
  sealed: string,
): Promise<FoundState | undefined> {
  // What does not fit would be told in the log, and by a redirect to the error page, as to browsers that come back.
  const logger = { ...ctx.context.logger, warn: () => {}, error: () => {} };
  const app: GenericEndpointContext = {
    ...ctx,
    context: { ...ctx.context, logger },
    query: { state: name },
    getCookie: () => sealed,
    setCookie: () => "",
  };
  for (const provider of ctx.context.socialProviders) {
    const redirectURI = redirectURIOf(ctx, provider);
    const state = await parseState(app, { providerId: provider.id, redirectURI }).catch(() => undefined);
    if (state) return { state: state as WaitingState, provider, redirectURI };
  }
  return undefined;
}

/**
 * Looks at a state that waits, and leaves it where it is.
 *
 * @param sealed the value of the state's cookie, where states are kept in cookies
 */
export async function findWaitingState(
  ctx: GenericEndpointContext,
  name: string,
  sealed: string | undefined,
): Promise<FoundState | undefined> {
  if (ctx.context.oauthConfig.storeStateStrategy !== "cookie") return findStoredState(ctx, name);
  return sealed === undefined ? undefined : openSealedState(ctx, name, sealed);
}
