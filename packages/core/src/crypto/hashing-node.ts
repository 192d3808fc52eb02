import { createHash, createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { HmacKey } from "./hmac-key";

/** HMAC-SHA-256 on the calling thread, so that a cookie never waits behind a password hash in the thread pool. */
export function createHmacKey(secret: string): HmacKey {
  const key = createSecretKey(secret, "utf8");
  return {
    sign: (value) => createHmac("sha256", key).update(value).digest("base64"),
    verify(value, signature) {
      // As text: base64 has several spellings of the same bytes.
      const expected = Buffer.from(createHmac("sha256", key).update(value).digest("base64"));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** SHA-256 of text as UTF-8, on the calling thread. */
export function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(text).digest());
}
