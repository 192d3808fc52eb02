import { remoteKeys } from "./remote-keys";
import { type VerifiedToken, verifySigned } from "./verify-signed";

/** What is asked of a token besides its signature and that it is not over. */
export interface ValidateTokenOptions {
  /** `aud` has to name one of these. */
  audience?: string | readonly string[] | undefined;
  /** `iss` has to be one of these. */
  issuer?: string | readonly string[] | undefined;
  /** @default all algorithms with a key pair; others are never taken */
  algorithms?: readonly string[] | undefined;
  /** Claims that have to be there. */
  requiredClaims?: readonly string[] | undefined;
  /** Seconds that clocks may differ. @default 0 */
  clockTolerance?: number | undefined;
}

/**
 * Verifies a JWT with the keys at an address (RFC 7517 §5), which are kept for five minutes.
 *
 * Without `audience` a token that was made for somebody else is valid, too: name it wherever a token comes from a client.
 *
 * @throws {ProviderError} when the keys cannot be had
 * @throws {JOSEError} when the token is not valid; its `code` says why
 * @example
 * const { payload } = await validateToken(token, "https://id.example.com/jwks", {
 *   issuer: "https://id.example.com",
 *   audience: clientId,
 * });
 */
export async function validateToken(
  token: string,
  jwksEndpoint: string,
  { audience, issuer, algorithms, requiredClaims, clockTolerance }: ValidateTokenOptions = {},
): Promise<VerifiedToken> {
  return verifySigned(token, remoteKeys(jwksEndpoint), {
    audience,
    issuer,
    algorithms,
    requiredClaims: [...(requiredClaims ?? [])],
    clockTolerance: clockTolerance ?? 0,
  });
}
