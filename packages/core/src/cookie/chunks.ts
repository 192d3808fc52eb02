import type { CookieOptions } from "../types";
import { readCookie } from "./parse";
import { serializeCookie } from "./serialize";

/** Bytes of a whole Set-Cookie line; browsers drop cookies of more than 4,096. */
const MOST_BYTES = 4050;
/** A value of more chunks than this is not stored at all. */
const MOST_CHUNKS = 100;

/** A cookie to set. */
export interface CookieToSet {
  readonly name: string;
  /** Not encoded yet. */
  readonly value: string;
  readonly attributes: CookieOptions;
}

/** A name for chunks is the cookie's own and a number: `name.0`, `name.1`, … */
function chunkNumber(name: string, candidate: string): number | null {
  if (candidate.length <= name.length + 1 || candidate[name.length] !== "." || !candidate.startsWith(name)) return null;
  const digits = candidate.slice(name.length + 1);
  return /^(0|[1-9]\d?)$/.test(digits) ? Number(digits) : null;
}

/** The names under which a request carries a cookie: its own, and those of its chunks. */
export function storedNames(header: string | null, name: string): string[] {
  // Nearly always there is one, or none.
  if (header === null || !header.includes(name)) return [];
  const names = new Set<string>();
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    const candidate = part.slice(0, at).trim();
    if (at > 0 && (candidate === name || chunkNumber(name, candidate) !== null)) names.add(candidate);
  }
  return [...names];
}

/** A cookie of a Cookie header, put together from its chunks when it was set in chunks; `null` when it is not there. */
export function readChunked(header: string | null, name: string): string | null {
  const whole = readCookie(header, name);
  if (whole !== null || header === null || !header.includes(`${name}.`)) return whole;
  const chunks = storedNames(header, name).sort(
    (a, b) => (chunkNumber(name, a) as number) - (chunkNumber(name, b) as number),
  );
  return chunks.length === 0 ? null : chunks.map((chunk) => readCookie(header, chunk) ?? "").join("");
}

/** Pieces of at most so many bytes each, counted as they are sent: percent-encoded. */
function cut(value: string, most: number): string[] {
  if (encodeURIComponent(value).length === value.length) {
    return Array.from({ length: Math.ceil(value.length / most) }, (_, i) => value.slice(i * most, (i + 1) * most));
  }
  const pieces: string[] = [];
  let piece = "";
  let size = 0;
  for (const character of value) {
    const bytes = encodeURIComponent(character).length;
    if (size + bytes > most) {
      pieces.push(piece);
      piece = "";
      size = 0;
    }
    piece += character;
    size += bytes;
  }
  return [...pieces, piece];
}

/**
 * The cookies that hold a value: one, or chunks of it when it is too long for one. `null` when it is too long for
 * chunks, too.
 */
export function splitIntoChunks(name: string, value: string, attributes: CookieOptions): CookieToSet[] | null {
  if (serializeCookie(name, value, attributes).length <= MOST_BYTES) return [{ name, value, attributes }];
  const pieces = cut(value, MOST_BYTES - serializeCookie(`${name}.${MOST_CHUNKS - 1}`, "", attributes).length);
  if (pieces.length > MOST_CHUNKS) return null;
  return pieces.map((piece, index) => ({ name: `${name}.${index}`, value: piece, attributes }));
}

/** The cookies that end those of these names in the browser. */
export function endCookies(names: readonly string[], attributes: CookieOptions): CookieToSet[] {
  return names.map((name) => ({ name, value: "", attributes: { ...attributes, maxAge: 0 } }));
}
