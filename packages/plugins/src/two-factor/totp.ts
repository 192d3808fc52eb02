import { constantTimeEqual } from "@better-auth/core/crypto";
import { fromBase32, toBase32 } from "./base32";

/** How codes are made from a secret. */
export interface TOTPForm {
  readonly digits: number;
  /** Seconds. */
  readonly period: number;
}

/** RFC 6238 §5.2: clocks differ, so the step before and the step after count, too. */
const WINDOW = 1;
const IMPORTED = "base32:";

/** The key of a secret: its text as UTF-8; of one that was made elsewhere, "base32:…", what it stands for. */
export function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  return secret.startsWith(IMPORTED) ? fromBase32(secret.slice(IMPORTED.length)) : new TextEncoder().encode(secret);
}

/** The time step that a moment is in. */
export function stepAt(milliseconds: number, { period }: TOTPForm): number {
  return Math.floor(milliseconds / 1000 / period);
}

/** RFC 4226 §5.3 over a time step: HMAC-SHA-1, dynamic truncation, the last digits. */
async function hotp(key: CryptoKey, step: number, digits: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter));
  const offset = mac.getUint8(mac.byteLength - 1) & 15;
  const truncated = mac.getUint32(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, "0");
}

const importKey = (key: BufferSource) =>
  crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);

/** The code of a secret in a time step. */
export async function codeAt(secret: string, step: number, form: TOTPForm): Promise<string> {
  return hotp(await importKey(keyOf(secret)), step, form.digits);
}

/** The time step that a typed code belongs to, of the ones that are open at a moment; `null` when it belongs to none. */
export async function stepOf(code: string, secret: string, form: TOTPForm, now: number): Promise<number | null> {
  const key = await importKey(keyOf(secret));
  const present = stepAt(now, form);
  let found: number | null = null;
  for (let step = Math.max(0, present - WINDOW); step <= present + WINDOW; step++) {
    // All are compared, so that the time tells nothing.
    if (constantTimeEqual(code, await hotp(key, step, form.digits))) found = step;
  }
  return found;
}

/** What a QR code holds: the Key Uri Format that authenticator apps read. */
export function totpURI(secret: string, form: TOTPForm, labels: { issuer: string; account: string }): string {
  const issuer = encodeURIComponent(labels.issuer);
  const { digits, period } = form;
  return `otpauth://totp/${issuer}:${encodeURIComponent(labels.account)}?secret=${toBase32(keyOf(secret))}&issuer=${issuer}&digits=${digits}&period=${period}`;
}
