import type { CryptoKey, JWTVerifyGetKey, JWTVerifyOptions } from "jose";

/** Characters. Longer than any token that a provider has a reason to send. */
const MOST_CHARACTERS = 16_384;
/** Algorithms with a key pair (RFC 7518 §3.1, RFC 8037 §3.1): whoever can verify cannot sign. */
export const ASYMMETRIC_ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
] as const;

/** What a signed token says. */
export interface VerifiedToken {
  payload: Record<string, unknown>;
  protectedHeader: Record<string, unknown>;
}

/** What is asked of a token besides its signature. */
export interface SignedTokenRules extends Pick<JWTVerifyOptions, "maxTokenAge" | "requiredClaims" | "clockTolerance"> {
  audience?: string | readonly string[] | undefined;
  issuer?: string | readonly string[] | undefined;
  /** Those with a shared secret, and "none", are left out. @default all with a key pair */
  algorithms?: readonly string[] | undefined;
}

/**
 * Verifies a signed JWT (RFC 7519, RFC 8725): the algorithm is one of those that the caller lists, the key is one of those
 * that the caller has. What the token says of its own key (`jwk`, `jku`, `x5u`, `x5c`) is not looked at, and a token that
 * asks to be understood in ways of its own (`crit`) is refused.
 *
 * @throws what `jose` throws, with its `code`; what `keys` throws
 */
export async function verifySigned(
  token: string,
  keys: JWTVerifyGetKey,
  { algorithms = ASYMMETRIC_ALGORITHMS, audience, issuer, ...rules }: SignedTokenRules,
): Promise<VerifiedToken> {
  const { jwtVerify } = await import("jose/jwt/verify");
  const { JWSInvalid } = await import("jose/errors");
  if (typeof token !== "string" || token.length > MOST_CHARACTERS) {
    throw new JWSInvalid(`expected a token of at most ${MOST_CHARACTERS} characters`);
  }
  const options: JWTVerifyOptions = { ...rules, algorithms: algorithms.filter(isAsymmetric) };
  if (audience !== undefined) options.audience = typeof audience === "string" ? audience : [...audience];
  if (issuer !== undefined) options.issuer = typeof issuer === "string" ? issuer : [...issuer];

  const keyOf: JWTVerifyGetKey = (header, jws) => {
    if (header.crit !== undefined) throw new JWSInvalid("a token with `crit` is not understood");
    return keys(header, jws);
  };
  try {
    return plain(await jwtVerify(token, keyOf, options));
  } catch (error) {
    // A token without `kid`, and several keys that it can be of.
    if (!hasSeveralKeys(error)) throw error;
    for await (const key of error) {
      try {
        return plain(await jwtVerify(token, key, options));
      } catch (failure) {
        if ((failure as { code?: unknown }).code !== "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") throw failure;
      }
    }
    const { JWSSignatureVerificationFailed } = await import("jose/errors");
    throw new JWSSignatureVerificationFailed();
  }
}

function isAsymmetric(algorithm: string): boolean {
  return (ASYMMETRIC_ALGORITHMS as readonly string[]).includes(algorithm);
}

function hasSeveralKeys(error: unknown): error is AsyncIterable<CryptoKey> {
  return (error as { code?: unknown }).code === "ERR_JWKS_MULTIPLE_MATCHING_KEYS";
}

function plain({ payload, protectedHeader }: { payload: object; protectedHeader: object }): VerifiedToken {
  return { payload: withoutPrototype(payload), protectedHeader: withoutPrototype(protectedHeader) };
}

/** A copy that can be copied again without changing a prototype. */
function withoutPrototype(members: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== "__proto__"));
}
