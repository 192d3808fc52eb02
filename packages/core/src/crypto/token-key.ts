import { sha256Base64url } from "./digest";
import { toBase64url } from "./encoding";
import { hkdf } from "./hkdf";

/** Bytes of the key for each content encryption that an encrypted token may have. */
const KEY_BYTES = { "A256CBC-HS512": 64, A256GCM: 32 } as const;

/** RFC 7518 §5: how the content of a token is encrypted. */
export type ContentEncryption = keyof typeof KEY_BYTES;

/** A key for encrypted tokens. */
export interface TokenKey {
  /** RFC 7638: the SHA-256 thumbprint of the key, in base64url. */
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Makes the key of a secret for one use, which the salt names. */
export type DeriveTokenKey = (secret: string, salt: string, encryption: ContentEncryption) => Promise<TokenKey>;

/** Whether a header's `enc` is one that we read. */
export function isContentEncryption(name: unknown): name is ContentEncryption {
  return typeof name === "string" && Object.hasOwn(KEY_BYTES, name);
}

/** Derives the key anew; a `Keyring` keeps it. */
export const deriveTokenKey: DeriveTokenKey = async (secret, salt, encryption) => {
  const info = "BetterAuth.js Generated Encryption Key";
  const bytes = await hkdf(secret, { salt, info, length: KEY_BYTES[encryption] });
  // RFC 7638 §3: the members in lexicographic order, no white space.
  const id = await sha256Base64url(JSON.stringify({ k: toBase64url(bytes), kty: "oct" }));
  return { id, bytes };
};
