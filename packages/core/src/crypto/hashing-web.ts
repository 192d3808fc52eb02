import { toBase64, utf8 } from "./encoding";
import { constantTimeEqual } from "./equal";
import type { HmacKey } from "./hmac-key";

const ALGORITHM = { name: "HMAC", hash: "SHA-256" } as const;

/** HMAC-SHA-256 with WebCrypto, for runtimes without `node:crypto`. The key is imported once. */
export function createHmacKey(secret: string): HmacKey {
  let imported: Promise<CryptoKey> | undefined;
  const key = () => (imported ??= crypto.subtle.importKey("raw", utf8(secret), ALGORITHM, false, ["sign", "verify"]));
  return {
    sign: async (value) => toBase64(new Uint8Array(await crypto.subtle.sign(ALGORITHM, await key(), utf8(value)))),
    async verify(value, signature) {
      if (signature.length !== 44) return false;
      let bytes: Uint8Array<ArrayBuffer>;
      try {
        bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
      } catch {
        return false;
      }
      // Base64 has several spellings of the same bytes.
      return (
        constantTimeEqual(toBase64(bytes), signature) &&
        crypto.subtle.verify(ALGORITHM, await key(), bytes, utf8(value))
      );
    },
  };
}

/** SHA-256 of text as UTF-8, with WebCrypto. */
export async function sha256(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
}
