import { toBase64, utf8 } from "../crypto/encoding";
import { BetterAuthError } from "../error";

/** A client's id and secret. */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

/**
 * The value of an `Authorization` header with a client's id and secret. Both are form-encoded before they are joined, so
 * that a colon or a letter outside of ASCII survives (RFC 6749 §2.3.1).
 *
 * @example headers.authorization = encodeBasicCredentials(clientId, clientSecret);
 */
export function encodeBasicCredentials(clientId: string, clientSecret: string): string {
  return `Basic ${toBase64(utf8(`${formEncode(clientId)}:${formEncode(clientSecret)}`))}`;
}

/**
 * The id and secret of a client in an `Authorization` header. What is not form-encoded, though it should be, is taken as
 * it stands.
 *
 * @throws {BetterAuthError} when it is no header of the Basic scheme, or has no colon; the message repeats nothing of it
 * @example const { clientId, clientSecret } = decodeBasicCredentials(request.headers.get("authorization") ?? "");
 */
export function decodeBasicCredentials(header: string): ClientCredentials {
  const [, encoded] = /^basic +([^\s]+)\s*$/i.exec(header) ?? [];
  if (encoded === undefined) throw new BetterAuthError("Authorization header: expected a Basic credential.");
  const pair = decodeBase64(encoded);
  const colon = pair.indexOf(":");
  if (colon < 0)
    throw new BetterAuthError("Basic credential: expected a colon between client id and secret, got none.");
  return { clientId: formDecode(pair.slice(0, colon)), clientSecret: formDecode(pair.slice(colon + 1)) };
}

function decodeBase64(encoded: string): string {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BetterAuthError("Basic credential: expected base64 of UTF-8.");
  }
}

function formEncode(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
