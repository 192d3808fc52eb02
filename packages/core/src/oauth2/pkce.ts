import { toBase64url, utf8 } from "../crypto/encoding";

/**
 * The code challenge of a code verifier: base64url of its SHA-256, the method S256 (RFC 7636 §4.2).
 * @example const challenge = await generateCodeChallenge(codeVerifier);
 */
export async function generateCodeChallenge(codeVerifier: string): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(codeVerifier))));
}
