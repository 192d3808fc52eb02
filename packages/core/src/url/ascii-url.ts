import { utf8 } from "../crypto/encoding";

/** Anything but the visible characters of ASCII. */
const NOT_VISIBLE_ASCII = /[^\x21-\x7e]+/g;

/**
 * A redirect target in the form that headers take (RFC 3986 §2.1): other characters than visible ASCII become escapes of
 * their UTF-8. A `Headers` object throws for them.
 * @example asciiURL("/日本?a=b%20c") // "/%E6%97%A5%E6%9C%AC?a=b%20c"
 */
export function asciiURL(target: string): string {
  return target.replace(NOT_VISIBLE_ASCII, (text) =>
    Array.from(utf8(text), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}
