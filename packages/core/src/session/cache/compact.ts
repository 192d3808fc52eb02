import { textFromBase64url, textToBase64url } from "../../crypto/encoding";
import type { HmacKey } from "../../crypto/hmac-key";

/** The keys to check a signature with, the current one first. */
export interface VerifyingKeys {
  readonly current: HmacKey;
  readonly older: readonly HmacKey[];
}

/** What a cookie of the compact format held, once its signature was found to be ours. */
export interface OpenedCompact {
  readonly payload: unknown;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Signed with a secret that is on its way out. */
  readonly isOlder: boolean;
}

const HEAD = '{"session":';
const END_LABEL = ',"expiresAt":';
const SIGNATURE_LABEL = ',"signature":"';
/** 43 characters of base64url and `"}`. */
const TAIL_LENGTH = 45;

/** What is signed: the payload's JSON with the expiry as its last member. */
function signedText(payload: string, expiresAt: string): string {
  return `${payload.slice(0, -1)}${END_LABEL}${expiresAt}}`;
}

/**
 * The compact format: base64url of `{"session":payload,"expiresAt":ms,"signature":HMAC-SHA-256}`.
 * Synchronous where the runtime can sign so.
 */
export function encodeCompact(payload: object, expiresAt: number, key: HmacKey): string | Promise<string> {
  const json = JSON.stringify(payload);
  const wrap = (signature: string) => {
    const urlSafe = signature.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    return textToBase64url(`${HEAD}${json}${END_LABEL}${expiresAt}${SIGNATURE_LABEL}${urlSafe}"}`);
  };
  const signature = key.sign(signedText(json, String(expiresAt)));
  return typeof signature === "string" ? wrap(signature) : signature.then(wrap);
}

/** The parts of a cookie as text. Nothing is parsed before the signature is checked. */
interface CompactParts {
  readonly payload: string;
  readonly expiresAt: string;
  /** In the form that keys take: standard base64 with padding. */
  readonly signature: string;
}

/** What `encodeCompact` wrote has its parts at known places; what has them elsewhere, somebody else wrote. */
function splitCompact(text: string): CompactParts | null {
  const signatureAt = text.length - TAIL_LENGTH;
  const labelAt = signatureAt - SIGNATURE_LABEL.length;
  if (!text.startsWith(HEAD) || !text.endsWith('"}') || !text.startsWith(SIGNATURE_LABEL, labelAt)) return null;
  const endAt = text.lastIndexOf(END_LABEL, labelAt);
  const expiresAt = text.slice(endAt + END_LABEL.length, labelAt);
  if (endAt < HEAD.length || !/^\d{1,15}$/.test(expiresAt)) return null;
  return {
    payload: text.slice(HEAD.length, endAt),
    expiresAt,
    signature: `${text.slice(signatureAt, -2).replaceAll("-", "+").replaceAll("_", "/")}=`,
  };
}

function parsed({ payload, expiresAt }: CompactParts, isOlder: boolean): OpenedCompact | null {
  try {
    return { payload: JSON.parse(payload), expiresAt: Number(expiresAt), isOlder };
  } catch {
    return null;
  }
}

async function openWithOlder(
  parts: CompactParts,
  text: string,
  older: readonly HmacKey[],
): Promise<OpenedCompact | null> {
  for (const key of older) if (await key.verify(text, parts.signature)) return parsed(parts, true);
  return null;
}

/** Opens a cookie of the compact format; `null` for what we did not sign. Expired ones open: the caller looks. */
export function decodeCompact(
  value: string,
  { current, older }: VerifyingKeys,
): OpenedCompact | null | Promise<OpenedCompact | null> {
  const text = textFromBase64url(value);
  const parts = text === null ? null : splitCompact(text);
  if (parts === null) return null;
  const input = signedText(parts.payload, parts.expiresAt);
  const settle = (isOurs: boolean) =>
    isOurs ? parsed(parts, false) : older.length === 0 ? null : openWithOlder(parts, input, older);
  const isOurs = current.verify(input, parts.signature);
  return typeof isOurs === "boolean" ? settle(isOurs) : isOurs.then(settle);
}
