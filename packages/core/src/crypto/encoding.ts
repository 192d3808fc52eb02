const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text as UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Standard base64, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Base64url, without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** The bytes behind hex of either case; `null` for anything else. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\x00-\x7f]*$/;

/** Text as base64url of its UTF-8, without padding. */
export function textToBase64url(text: string): string {
  return ASCII.test(text)
    ? btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
    : toBase64url(utf8(text));
}

/** What the last character may be, by the length modulo 4: the bits that it does not use have to be zero. */
const LAST_CHARACTERS = [null, "", "AQgw", "AEIMQUYcgkosw048"] as const;

function hasSpareBits(encoded: string): boolean {
  const allowed = LAST_CHARACTERS[encoded.length % 4];
  return typeof allowed === "string" && !allowed.includes(encoded.charAt(encoded.length - 1));
}

/** Whether text is base64url without padding in the one spelling that there is for its bytes (RFC 4648 §3.5). */
export function isBase64url(text: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(text) && text.length % 4 !== 1 && !hasSpareBits(text);
}

/** The text behind `textToBase64url`; `null` for what that did not give. */
export function textFromBase64url(encoded: string): string | null {
  if (encoded === "" || hasSpareBits(encoded)) return null;
  if (encoded.includes("+") || encoded.includes("/") || encoded.includes("=")) return null;
  try {
    const bytes = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    // `atob` passes over white space.
    if (bytes.length !== (encoded.length * 3) >> 2) return null;
    // One byte a character, so that ASCII is the text already.
    if (ASCII.test(bytes)) return bytes;
    return strictDecoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return null;
  }
}
