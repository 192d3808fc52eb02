/** A key for HMAC-SHA-256. Synchronous where the runtime can. */
export interface HmacKey {
  /** The signature in standard base64 with padding: 44 characters. */
  sign(value: string): string | Promise<string>;
  /** Compares in constant time. What `sign` would not have spelled so is no signature. */
  verify(value: string, signature: string): boolean | Promise<boolean>;
}
