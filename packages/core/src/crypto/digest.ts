import { sha256 } from "#hashing";
import { toBase64url } from "./encoding";

/**
 * SHA-256 of text (UTF-8) as base64url without padding: 43 characters. The stored form of hashed identifiers, tokens
 * and codes. Synchronous where the runtime can.
 */
export function sha256Base64url(text: string): string | Promise<string> {
  const digest: Uint8Array | Promise<Uint8Array> = sha256(text);
  return digest instanceof Promise ? digest.then(toBase64url) : toBase64url(digest);
}

const DIGEST = /^[A-Za-z0-9_-]{43}$/;

/**
 * Whether text has the form that `sha256Base64url` gives. What is stored hashed is never looked up under text of this
 * form: whoever read the store could present what stands there.
 */
export function looksLikeDigest(text: string): boolean {
  return DIGEST.test(text);
}
