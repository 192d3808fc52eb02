import { utf8 } from "./encoding";

/**
 * A secret as a WebCrypto key for HMAC-SHA-256, which signs and verifies and cannot be read out.
 * @param secret text is taken as UTF-8
 * @example const signature = await crypto.subtle.sign("HMAC", await getCryptoKey(secret), bytes)
 */
export async function getCryptoKey(secret: string | Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<CryptoKey> {
  const bytes = typeof secret === "string" ? utf8(secret) : secret;
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}
