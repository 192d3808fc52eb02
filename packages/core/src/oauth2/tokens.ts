import type { OAuth2Tokens } from "../types";
import { splitScopes } from "./scopes";

/** Seconds. What lives for longer does not end: columns of MySQL hold no time after January 2038. */
const FIVE_YEARS = 5 * 366 * 86_400;

/**
 * What a token endpoint answered (RFC 6749 §5.1, OpenID Connect Core 1.0 §3.1.3.3), in our words. Members of another kind
 * than they should be are passed over; nothing is thrown.
 *
 * `expires_in` and `refresh_token_expires_in` (or `refresh_expires_in`) are seconds, as a number or as text. `scope` is a
 * text with spaces or commas, or a list.
 *
 * @example const tokens = getOAuth2Tokens(await response.json());
 */
export function getOAuth2Tokens(data: Record<string, unknown>): OAuth2Tokens {
  return {
    tokenType: text(data.token_type),
    accessToken: text(data.access_token),
    refreshToken: text(data.refresh_token),
    accessTokenExpiresAt: timeAfter(data.expires_in),
    refreshTokenExpiresAt: timeAfter(data.refresh_token_expires_in) ?? timeAfter(data.refresh_expires_in),
    scopes: scopesOf(data.scope),
    idToken: text(data.id_token),
    raw: data,
  };
}

/**
 * The tokens with an end of the access token, for providers that say none.
 * @param seconds from now; nothing changes without it
 */
export function applyDefaultAccessTokenExpiry(tokens: OAuth2Tokens, seconds?: number | undefined): OAuth2Tokens {
  if (!seconds || tokens.accessTokenExpiresAt) return tokens;
  return { ...tokens, accessTokenExpiresAt: timeAfter(seconds) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function scopesOf(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : [value];
  return parts.flatMap((part) => (typeof part === "string" ? splitScopes(part) : []));
}

function timeAfter(value: unknown): Date | undefined {
  const seconds = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !(seconds > 0) || seconds > FIVE_YEARS) return undefined;
  return new Date(Date.now() + seconds * 1000);
}
