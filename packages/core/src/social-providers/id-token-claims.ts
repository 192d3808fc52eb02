import { decodeJwt } from "jose/jwt/decode";
import { APIError, BASE_ERROR_CODES } from "../error";
import type { OAuth2Tokens, OAuthIdTokenConfig, ProviderOptions } from "../types";
import { type ProviderDefinition, resolveOption } from "./definition";

/**
 * The claims of an ID token whose origin is known: it came from the token endpoint over TLS, or its signature has been
 * checked. `null` where there is none or it is no JWT.
 */
export function idTokenClaims<T>(tokens: OAuth2Tokens): T | null {
  if (tokens.idToken === undefined) return null;
  try {
    return decodeJwt(tokens.idToken) as T;
  } catch {
    return null;
  }
}

/**
 * Refuses an ID token that a token endpoint gave and that is not for this client, or not by this issuer. TLS stands in
 * place of the signature (OpenID Connect Core 1.0 §3.1.3.7, 2, 3 and 6).
 *
 * @throws APIError INVALID_TOKEN
 */
export async function checkReceivedIdToken<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  tokens: OAuth2Tokens,
): Promise<void> {
  const rules = definition.idToken?.(options);
  const issuer = rules ? rules.issuer : resolveOption(definition.idTokenIssuer, options);
  if (tokens.idToken === undefined || (rules === undefined && issuer === undefined)) return;
  const fault = await faultOf(tokens, { ...rules, issuer, audience: options.clientId });
  if (fault === undefined) return;
  const message = `The ID token of ${definition.name} ${fault}`;
  throw new APIError("UNAUTHORIZED", { code: BASE_ERROR_CODES.INVALID_TOKEN.code, message });
}

/** What is wrong with a token, for the log. */
async function faultOf(
  tokens: OAuth2Tokens,
  rules: { issuer: unknown; audience: unknown; verifyClaims?: OAuthIdTokenConfig["verifyClaims"] },
): Promise<string | undefined> {
  const claims = idTokenClaims<Record<string, unknown>>(tokens);
  if (claims === null) return "is no JWT";
  if (rules.issuer !== undefined && !named(rules.issuer).includes(claims.iss)) return "is from another issuer";
  const ours = named(rules.audience);
  if (!named(claims.aud).some((audience) => ours.includes(audience))) return "is for another client";
  if ((await rules.verifyClaims?.(claims)) === false) return "has claims that the options do not allow";
  return undefined;
}

function named(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
