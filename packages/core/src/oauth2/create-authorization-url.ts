import { BetterAuthError } from "../error";
import type { ProviderOptions } from "../types";
import { RESERVED_AUTHORIZATION_PARAMS_SET } from "./authorization-params";
import { clientIdentityOf } from "./client-id";
import { generateCodeChallenge } from "./pkce";

/** What an authorization request says. */
export interface AuthorizationURLOptions {
  /** The provider's, for messages. */
  id: string;
  /** Its `authorizationEndpoint` and `redirectURI` go over those beside it. */
  options: Pick<ProviderOptions, "clientId" | "clientKey" | "redirectURI" | "authorizationEndpoint">;
  authorizationEndpoint: string;
  state: string;
  /** Its challenge is sent along (RFC 7636, S256). */
  codeVerifier?: string | undefined;
  scopes?: readonly string[] | undefined;
  /** Wanted in the ID token, besides `email` and `email_verified` (OpenID Connect Core 1.0 §5.5). */
  claims?: readonly string[] | undefined;
  redirectURI: string;
  duration?: string | undefined;
  prompt?: string | undefined;
  accessType?: string | undefined;
  /** @default "code" */
  responseType?: string | undefined;
  display?: string | undefined;
  loginHint?: string | undefined;
  nonce?: string | undefined;
  hd?: string | undefined;
  responseMode?: string | undefined;
  /** Parameters of the provider's own. Those that bind the request (`RESERVED_AUTHORIZATION_PARAMS`) are passed over. */
  additionalParams?: Readonly<Record<string, string>> | undefined;
  /** Stands between scopes. @default " " */
  scopeJoiner?: string | undefined;
}

/**
 * The address that a browser is sent to, to ask a provider for a code (RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1).
 *
 * @throws {BetterAuthError} when the options have no client id, or the endpoint is no absolute address
 * @example
 * const url = await createAuthorizationURL({
 *   id: "github",
 *   options: { clientId, clientSecret },
 *   authorizationEndpoint: "https://github.com/login/oauth/authorize",
 *   state,
 *   codeVerifier,
 *   scopes: ["read:user"],
 *   redirectURI: `${baseURL}/callback/github`,
 * });
 */
export async function createAuthorizationURL(request: AuthorizationURLOptions): Promise<URL> {
  const { id, options, scopes, claims } = request;
  const { clientId, clientKey } = clientIdentityOf(options, id);
  const url = endpointURL(options.authorizationEndpoint ?? request.authorizationEndpoint, id);
  const params: Record<string, string | undefined> = {
    response_type: request.responseType ?? "code",
    client_id: clientId,
    client_key: clientKey,
    state: request.state,
    scope: scopes && scopes.length > 0 ? scopes.join(request.scopeJoiner ?? " ") : undefined,
    redirect_uri: options.redirectURI ?? request.redirectURI,
    duration: request.duration,
    display: request.display,
    login_hint: request.loginHint,
    nonce: request.nonce,
    prompt: request.prompt,
    hd: request.hd,
    access_type: request.accessType,
    response_mode: request.responseMode,
    claims: claims && claimsRequest(claims),
  };
  if (request.codeVerifier) {
    params.code_challenge_method = "S256";
    params.code_challenge = await generateCodeChallenge(request.codeVerifier);
  }
  for (const [name, value] of Object.entries(params)) if (value) url.searchParams.set(name, value);
  for (const [name, value] of Object.entries(request.additionalParams ?? {})) {
    if (!RESERVED_AUTHORIZATION_PARAMS_SET.has(name) && name !== "client_key") url.searchParams.set(name, value);
  }
  return url;
}

function endpointURL(endpoint: string, provider: string): URL {
  try {
    return new URL(endpoint);
  } catch {
    throw new BetterAuthError(`${provider}: expected an absolute URL as authorizationEndpoint, got "${endpoint}".`);
  }
}

function claimsRequest(claims: readonly string[]): string {
  const wanted = Object.fromEntries(["email", "email_verified", ...claims].map((claim) => [claim, null]));
  return JSON.stringify({ id_token: wanted });
}
