import { type Claims, headerOf } from "./claims";

/** Which hash goes with a signature (RFC 7518 §3.1; Ed25519 is made with SHA-512). */
function hashOf(algorithm: unknown): string | undefined {
  if (algorithm === "EdDSA" || algorithm === "Ed25519") return "SHA-512";
  const [, bits] = /^[A-Z]{2}(256|384|512)$/.exec(String(algorithm)) ?? [];
  return bits === undefined ? undefined : `SHA-${bits}`;
}

/**
 * Whether an access token is the one that came with an ID token, where that says so (OpenID Connect Core 1.0 §3.1.3.8):
 * `at_hash` is the left half of its hash.
 */
export async function isOfIdToken(accessToken: string, idToken: string, { at_hash: given }: Claims): Promise<boolean> {
  if (given === undefined) return true;
  const hash = hashOf(headerOf(idToken)?.alg);
  if (hash === undefined) return false;
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(accessToken)));
  const half = btoa(String.fromCharCode(...digest.subarray(0, digest.length / 2)));
  return given === half.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
