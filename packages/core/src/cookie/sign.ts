import type { HmacKey } from "../crypto/hmac-key";

/** `value.signature`, before encoding. */
export function signCookieValue(value: string, key: HmacKey): string | Promise<string> {
  const signature = key.sign(value);
  return typeof signature === "string" ? `${value}.${signature}` : signature.then((text) => `${value}.${text}`);
}

/**
 * The value inside a signed cookie. `null`: not of the form `value.signature`; `false`: the signature is wrong.
 * @param raw the cookie's value, decoded
 */
export function openSignedValue(raw: string, key: HmacKey): string | null | false | Promise<string | false> {
  const dot = raw.lastIndexOf(".");
  // 44 characters of padded base64 after the last dot.
  if (dot < 1 || raw.length - dot !== 45 || raw.charCodeAt(raw.length - 1) !== 61 /* = */) return null;
  const value = raw.slice(0, dot);
  const ok = key.verify(value, raw.slice(dot + 1));
  if (typeof ok === "boolean") return ok ? value : false;
  return ok.then((valid) => (valid ? value : false));
}

/**
 * Like `openSignedValue`; a signature that is not of the first key is tried with the others in turn, so that a rotation
 * of secrets signs nobody out. With no others it costs nothing more.
 */
export function openSignedValueWithAny(
  raw: string,
  key: HmacKey,
  others: readonly HmacKey[],
): string | null | false | Promise<string | false> {
  const opened = openSignedValue(raw, key);
  if (others.length === 0) return opened;
  if (opened instanceof Promise) return opened.then((value) => (value === false ? openWithOthers(raw, others) : value));
  return opened === false ? openWithOthers(raw, others) : opened;
}

async function openWithOthers(raw: string, others: readonly HmacKey[]): Promise<string | false> {
  for (const key of others) {
    const value = await openSignedValue(raw, key);
    if (typeof value === "string") return value;
  }
  return false;
}
