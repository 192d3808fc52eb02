import { generateRandomString } from "../../crypto/random";
import { generateState } from "../../oauth-state/state";
import type { GenericEndpointContext, OAuthProvider } from "../../types";
import { bindingOf, redirectURIOf } from "./find-provider";

/** What a call says about the way to a provider. */
export interface StartInput {
  scopes?: string[] | undefined;
  loginHint?: string | undefined;
  additionalParams?: Record<string, string> | undefined;
}

/** A nonce for the ID token that comes with the code; `undefined` for providers that bind none. */
export function generateIdTokenNonce({ requiresIdTokenNonce }: Pick<OAuthProvider, "requiresIdTokenNonce">) {
  return requiresIdTokenNonce === true ? generateRandomString(32) : undefined;
}

/** The provider's address, for a browser that takes a state along. */
export async function startAtProvider(
  ctx: GenericEndpointContext,
  provider: OAuthProvider,
  { scopes, loginHint, additionalParams }: StartInput,
  link?: { email: string; userId: string },
): Promise<URL> {
  const idTokenNonce = generateIdTokenNonce(provider);
  const { state, codeVerifier } = await generateState(ctx, { link, idTokenNonce, boundTo: bindingOf(ctx, provider) });
  const redirectURI = redirectURIOf(ctx, provider);
  return provider.createAuthorizationURL({
    state,
    codeVerifier,
    redirectURI,
    scopes,
    loginHint: loginHint || undefined,
    idTokenNonce,
    additionalParams,
  });
}

/** The answer that sends a browser there; with `disableRedirect` the page does it itself. */
export function answerWith(ctx: GenericEndpointContext, url: URL | string, disableRedirect: boolean | undefined) {
  const redirect = disableRedirect !== true;
  if (redirect) ctx.setHeader("Location", url.toString());
  return { url: url.toString(), redirect };
}
