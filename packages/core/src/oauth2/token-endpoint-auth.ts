import { BetterAuthError } from "../error";
import type {
  ClientAssertionGrantType,
  ProviderOptions,
  TokenEndpointAuth,
  TokenEndpointRequestContext,
} from "../types";
import { encodeBasicCredentials } from "./basic-credentials";
import { resolveClientAssertionParams } from "./client-assertion";
import { type ClientIdentity, clientIdentityOf, getPrimaryClientId } from "./client-id";

/** Where a client's secret stands: in the `Authorization` header or in the body. */
export type TokenEndpointSecretAuthentication = "basic" | "post";

/** Who asks a token endpoint, and how it shows that it is itself. */
export interface TokenEndpointClient {
  options: Pick<ProviderOptions, "clientId" | "clientKey" | "clientSecret" | "redirectURI">;
  tokenEndpoint: string;
  /** Where the secret stands, if there is one. @default "post" */
  authentication?: TokenEndpointSecretAuthentication | undefined;
  /** Goes over `authentication`. */
  tokenEndpointAuth?: TokenEndpointAuth | undefined;
}

/** A request to a token endpoint, as it is sent with POST. */
export interface TokenRequest {
  body: URLSearchParams;
  headers: Record<string, string>;
}

/**
 * Adds to a request by what the client shows that it is itself (RFC 6749 §2.3, RFC 7523 §2.2), in place.
 *
 * @throws {BetterAuthError} when the options lack what the method needs, or have a secret that it must not be used with
 */
export async function authenticateClient(
  { options, tokenEndpoint, authentication, tokenEndpointAuth }: TokenEndpointClient,
  grantType: ClientAssertionGrantType,
  { body, headers }: TokenRequest,
): Promise<void> {
  const auth = tokenEndpointAuth ?? authOf(authentication, options.clientSecret);
  if (auth.method === "custom") {
    const clientId = getPrimaryClientId(options.clientId) ?? options.clientKey ?? "";
    const request: TokenEndpointRequestContext = { clientId, tokenEndpoint, grantType, body, headers };
    await auth.customizeRequest(request);
    return;
  }
  const identity = clientIdentityOf(options, `tokenEndpointAuth "${auth.method}"`);
  const clientSecret = options.clientSecret || undefined;
  switch (auth.method) {
    case "none":
      if (grantType === "client_credentials") throw refusal(auth.method, "cannot be used with client_credentials");
      forbidSecret(auth.method, clientSecret);
      setIdentity(body, identity);
      return;
    case "client_secret_post":
      setIdentity(body, identity);
      body.set("client_secret", needed(auth.method, "clientSecret", clientSecret));
      return;
    case "client_secret_basic":
      // RFC 6749 §2.3: one way of authentication a request, so the body does not name the client.
      headers.authorization = encodeBasicCredentials(
        needed(auth.method, "clientId", identity.clientId),
        needed(auth.method, "clientSecret", clientSecret),
      );
      return;
    case "private_key_jwt": {
      forbidSecret(auth.method, clientSecret);
      const id = needed(auth.method, "clientId", identity.clientId);
      const context = { clientId: id, tokenEndpoint, grantType };
      const assertion = await resolveClientAssertionParams({ getClientAssertion: auth.getClientAssertion, ...context });
      body.set("client_id", id);
      body.set("client_assertion_type", assertion.client_assertion_type);
      body.set("client_assertion", assertion.client_assertion);
    }
  }
}

/** What `authentication` means. Without a secret the client is a public one, unless the header was asked for. */
function authOf(
  authentication: TokenEndpointSecretAuthentication | undefined,
  clientSecret: string | undefined,
): TokenEndpointAuth {
  if (authentication === "basic") return { method: "client_secret_basic" };
  return { method: clientSecret ? "client_secret_post" : "none" };
}

function setIdentity(body: URLSearchParams, { clientId, clientKey }: ClientIdentity): void {
  if (clientId !== undefined) body.set("client_id", clientId);
  if (clientKey !== undefined) body.set("client_key", clientKey);
}

function needed(method: TokenEndpointAuth["method"], name: string, value: string | undefined): string {
  if (value === undefined) throw refusal(method, `expected ${name} in the options of the provider, got none`);
  return value;
}

function forbidSecret(method: TokenEndpointAuth["method"], clientSecret: string | undefined): void {
  if (clientSecret !== undefined) throw refusal(method, "cannot be combined with clientSecret");
}

function refusal(method: TokenEndpointAuth["method"], reason: string): BetterAuthError {
  return new BetterAuthError(`tokenEndpointAuth "${method}": ${reason}.`);
}
