import { utf8 } from "./encoding";

/**
 * HKDF-SHA-256 (RFC 5869) of a secret. Salt and info are text, taken as UTF-8.
 * @param length bytes to derive
 */
export async function hkdf(
  secret: string,
  { salt, info, length }: { salt: string; info: string; length: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", utf8(secret), "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: utf8(salt), info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}
