import { ASYMMETRIC_ALGORITHMS, type IdTokenRefusal, isProviderError, verifyIdToken } from "@better-auth/core/oauth2";
import type { OAuth2Tokens } from "@better-auth/core/types";
import { isOfIdToken } from "./at-hash";
import { type Claims, claimsOf, subjectOf } from "./claims";
import type { ConfiguredProvider } from "./discovery";
import type { ProviderMetadata } from "./metadata";
import { sourceOf } from "./token-source";

/** What an ID token came to. "over": it is the provider's, and its time is over. */
export type IdTokenReading =
  | { readonly status: "valid" | "over"; readonly claims: Claims }
  | { readonly status: "refused" };

/** What the developer can do about a token that is not taken. */
const HINTS: Partial<Record<IdTokenRefusal, string>> = {
  algorithm: "let the provider sign ID tokens for this client with RS256 or another algorithm that has a key pair",
  issuer: "check discoveryUrl and issuer",
  audience: "check clientId",
  nonce: "for a provider that loses the nonce there is disableIdTokenNonceBinding",
  expired: "see that the clocks are right, here and there",
  "not-yet-valid": "see that the clocks are right, here and there",
};

/**
 * Reads an ID token by the keys that the provider has published (OpenID Connect Core 1.0 §3.1.3.7). The log says why one
 * is refused.
 *
 * @param nonce what it has to come back with
 */
async function verifyByDiscovery(provider: ConfiguredProvider, token: string, nonce?: string): Promise<IdTokenReading> {
  const metadata = await provider.metadata();
  if (metadata.jwksUri === undefined || metadata.issuer === undefined) {
    return refuse(provider, "the discovery document has no jwks_uri to verify it with");
  }
  try {
    const check = await verifyIdToken(
      {
        jwks: metadata.jwksUri,
        jwksHeaders: headersFor(metadata.jwksUri, provider.config),
        issuer: metadata.issuer,
        audience: provider.config.clientId,
        algorithms: algorithmsOf(metadata),
      },
      token,
      nonce,
    );
    if (check.status === "valid") return check;
    // Its signature, issuer and audience have been checked by then.
    const claims = check.status === "refused" && check.reason === "expired" ? claimsOf(token) : null;
    if (claims !== null) return { status: "over", claims };
    return check.status === "refused"
      ? refuse(provider, check.reason, HINTS[check.reason])
      : refuse(provider, "malformed");
  } catch (cause) {
    provider.logger.error(
      `generic-oauth: an ID token of "${provider.config.providerId}" was not taken: ${isProviderError(cause) ? "the provider's keys cannot be had" : "it could not be verified"}.`,
      cause,
    );
    return { status: "refused" };
  }
}

function refuse({ config, logger }: ConfiguredProvider, reason: string, hint?: string): { status: "refused" } {
  const line = `generic-oauth: an ID token of "${config.providerId}" was not taken: ${reason}`;
  logger.warn(hint === undefined ? `${line}.` : `${line}; ${hint}.`);
  return { status: "refused" };
}

function algorithmsOf({ idTokenAlgorithms }: ProviderMetadata): string[] {
  return ASYMMETRIC_ALGORITHMS.filter((one) => idTokenAlgorithms?.includes(one) ?? true);
}

/** They may be credentials, which are not for other hosts. */
function headersFor(jwksUri: string, { discoveryHeaders, discoveryUrl }: ConfiguredProvider["config"]) {
  const isSameOrigin = discoveryUrl !== undefined && new URL(jwksUri).origin === new URL(discoveryUrl).origin;
  return isSameOrigin ? discoveryHeaders : undefined;
}

/** Whether an ID token is the provider's, for this client, and not over. */
export async function isCurrentIdToken(provider: ConfiguredProvider, token: string, nonce?: string): Promise<boolean> {
  const { status } = await verifyByDiscovery(provider, token, nonce);
  if (status === "over") refuse(provider, "expired", HINTS.expired);
  return status === "valid";
}

/**
 * What the ID token among tokens says of the person; `null` where there is none. One that is over is taken only of an
 * account's tokens, which are as old as they are.
 */
export async function readIdToken(provider: ConfiguredProvider, tokens: OAuth2Tokens): Promise<IdTokenReading | null> {
  const { idToken, accessToken } = tokens;
  if (idToken === undefined) return null;
  const reading =
    provider.config.discoveryUrl === undefined
      ? readReceived(provider, idToken)
      : await verifyByDiscovery(provider, idToken);
  if (reading === null || reading.status === "refused") return reading;
  if (sourceOf(tokens) === "store") return reading;
  if (reading.status === "over") return refuse(provider, "expired", HINTS.expired);
  if (accessToken !== undefined && !(await isOfIdToken(accessToken, idToken, reading.claims))) {
    return refuse(provider, "its at_hash is not that of the access token");
  }
  return reading;
}

/**
 * An ID token that the token endpoint gave, where no keys are known: TLS stands in place of the signature (OpenID Connect
 * Core 1.0 §3.1.3.7, 6). What is no JWT is no ID token, whatever the provider calls it.
 */
function readReceived(provider: ConfiguredProvider, token: string): IdTokenReading | null {
  const claims = claimsOf(token);
  if (claims === null || subjectOf(claims) === undefined) return null;
  const { clientId, issuer } = provider.config;
  if (issuer !== undefined && claims.iss !== issuer) return refuse(provider, "issuer", HINTS.issuer);
  const audiences = [claims.aud].flat();
  if (!audiences.includes(clientId) || (audiences.length > 1 && claims.azp !== clientId)) {
    return refuse(provider, "audience", HINTS.audience);
  }
  const isOver = !(Number(claims.exp) > Date.now() / 1000);
  return { status: isOver ? "over" : "valid", claims };
}
