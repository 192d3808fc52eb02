/** RFC 6750 §2.1. */
export const BEARER_AUTHORIZATION_SCHEME = "Bearer";

/** RFC 9449 §7.1. */
export const DPOP_AUTHORIZATION_SCHEME = "DPoP";

/** `Unknown` for a header of another scheme, or of none. */
export type AccessTokenAuthorizationScheme =
  | typeof BEARER_AUTHORIZATION_SCHEME
  | typeof DPOP_AUTHORIZATION_SCHEME
  | "Unknown";

/** What an `Authorization` header says. */
export interface AccessTokenAuthorization {
  scheme: AccessTokenAuthorizationScheme;
  /** What follows the scheme; the whole header where the scheme is not known. Nothing is checked of it. */
  token: string;
}

/**
 * Reads an `Authorization` header; `undefined` where it is missing or empty. The letter case of the scheme does not matter
 * (RFC 9110 §11.1). Never throws.
 *
 * @example parseAccessTokenAuthorization(request.headers.get("authorization"))
 */
export function parseAccessTokenAuthorization(header: string | null | undefined): AccessTokenAuthorization | undefined {
  const text = typeof header === "string" ? header.trim() : "";
  if (text === "") return undefined;
  const end = text.search(/\s/);
  const scheme = end < 0 ? undefined : knownScheme(text.slice(0, end));
  // Not trimmed by a pattern of the whole: what is long and made of blanks would take it time.
  if (scheme !== undefined) return { scheme, token: text.slice(end).trim() };
  return { scheme: "Unknown", token: text };
}

/** The token of an `Authorization` header; what has no scheme that is known comes back as it is, but for blanks around it. */
export function stripAccessTokenAuthorizationScheme(header: string): string;
export function stripAccessTokenAuthorizationScheme(header: string | null | undefined): string | null | undefined;
export function stripAccessTokenAuthorizationScheme(header: string | null | undefined): string | null | undefined {
  return parseAccessTokenAuthorization(header)?.token ?? header;
}

function knownScheme(name: string): typeof BEARER_AUTHORIZATION_SCHEME | typeof DPOP_AUTHORIZATION_SCHEME | undefined {
  const lower = name.toLowerCase();
  if (lower === "bearer") return BEARER_AUTHORIZATION_SCHEME;
  return lower === "dpop" ? DPOP_AUTHORIZATION_SCHEME : undefined;
}
