import { sha256Base64url } from "../../crypto/digest";
import type { JsonWebKeyInput } from "../json-web-key";

/**
 * The `ath` of a proof that comes with an access token: its SHA-256, base64url (RFC 9449 §4.2).
 * @example const ath = await deriveDpopAth(accessToken);
 */
export async function deriveDpopAth(accessToken: string): Promise<string> {
  return sha256Base64url(accessToken);
}

/**
 * The thumbprint of a key (RFC 7638, SHA-256): what `cnf.jkt` of a bound token holds. Of a private key it is that of its
 * public half.
 *
 * @throws jose's `JOSENotSupported` or `JWKInvalid` for what is no key
 */
export async function deriveDpopJkt(jwk: JsonWebKeyInput): Promise<string> {
  const { calculateJwkThumbprint } = await import("jose/jwk/thumbprint");
  return calculateJwkThumbprint(jwk as Parameters<typeof calculateJwkThumbprint>[0], "sha256");
}

/** The thumbprint in a `cnf` claim (RFC 9449 §6.1); `undefined` where it names none. */
export function getConfirmationJkt(confirmation: unknown): string | undefined {
  if (typeof confirmation !== "object" || confirmation === null) return undefined;
  const { jkt } = confirmation as { jkt?: unknown };
  return typeof jkt === "string" && jkt !== "" ? jkt : undefined;
}

/** The thumbprint of the key that a token is bound to, by the claims of the token; `undefined` for a token that is free. */
export function getDpopJktFromPayload(payload: unknown): string | undefined {
  if (typeof payload !== "object" || payload === null) return undefined;
  return getConfirmationJkt((payload as { cnf?: unknown }).cnf);
}

/** Whether a token is said to be bound to a key, in a way that cannot be read. Nobody may use such a one as a free token. */
export function hasUnreadableJkt(payload: object): boolean {
  const { cnf } = payload as { cnf?: unknown };
  if (cnf === undefined) return false;
  if (typeof cnf !== "object" || cnf === null) return true;
  return "jkt" in cnf && getConfirmationJkt(cnf) === undefined;
}
