/** What an access token, or its introspection, says (RFC 9068 §2.2, RFC 7662 §2.2). */
export interface AccessTokenClaims {
  iss?: string | undefined;
  /** The user, or the client itself. */
  sub?: string | undefined;
  aud?: string | string[] | undefined;
  /** Seconds since the epoch. */
  exp?: number | undefined;
  /** Seconds since the epoch. */
  nbf?: number | undefined;
  /** Seconds since the epoch. */
  iat?: number | undefined;
  jti?: string | undefined;
  /** The client that the token was given to; that of `azp`, where a token has one. */
  client_id?: string | undefined;
  azp?: string | undefined;
  /** Separated by blanks. */
  scope?: string | undefined;
  /** The key that the token is bound to (RFC 9449 §6). */
  cnf?: { jkt?: string | undefined } | undefined;
  [claim: string]: unknown;
}

/** Claims with the client under the name that RFC 9068 has for it, too. */
export function withClientId(claims: Readonly<Record<string, unknown>>): AccessTokenClaims {
  return typeof claims.azp === "string" ? { ...claims, client_id: claims.azp } : { ...claims };
}
