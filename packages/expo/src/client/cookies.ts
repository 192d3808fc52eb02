/** A cookie as the app keeps it. */
export interface StoredCookie {
  value: string;
  /** ISO 8601; `null` when it lasts as long as it is kept. */
  expires: string | null;
}

/** Attributes of a cookie by their names in lower case, and its `value`; those without a value are `true`. */
export type CookieAttributes = { value: string } & Record<string, string | true>;

// The commas of dates are followed by a space and a day, those between cookies by a name and `=`.
const BETWEEN_COOKIES = /,(?=\s*[^\s;,=]+=[^;,]*)/;

/**
 * Cookies of a `Set-Cookie` header by name. Devices join several lines with commas.
 *
 * @example parseSetCookieHeader("a=1; Path=/, b=2").get("b")?.value; // "2"
 */
export function parseSetCookieHeader(header: string): Map<string, CookieAttributes> {
  const cookies = new Map<string, CookieAttributes>();
  for (const line of header.split(BETWEEN_COOKIES)) {
    const [pair = "", ...attributes] = line.split(";");
    const [name, value] = splitPair(pair);
    if (name === "" || value === true) continue;
    const cookie: CookieAttributes = { value };
    for (const attribute of attributes) {
      const [key, given] = splitPair(attribute);
      if (key !== "" && key.toLowerCase() !== "value") cookie[key.toLowerCase()] = given;
    }
    cookies.set(name, cookie);
  }
  return cookies;
}

function splitPair(text: string): [string, string | true] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim(), true] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** The last moment that a `Date` can be. */
const END_OF_TIME = 8.64e15;

// RFC 6265 §5.2.2 and §5.3: Max-Age counts before Expires, and only where it is a whole number.
function expiryOf({ "max-age": maxAge, expires }: CookieAttributes): string | null {
  const isCounted = /^-?\d+$/.test(String(maxAge));
  const time = isCounted ? Date.now() + Number(maxAge) * 1000 : Date.parse(String(expires));
  return Number.isNaN(time) ? null : new Date(Math.min(Math.max(time, 0), END_OF_TIME)).toISOString();
}

const isOver = ({ expires }: StoredCookie): boolean => expires !== null && Date.parse(expires) <= Date.now();

function isStoredCookie(value: unknown): value is StoredCookie {
  const { value: text, expires } = (value ?? {}) as Partial<StoredCookie>;
  return typeof text === "string" && (expires === null || typeof expires === "string");
}

/** What {@link getSetCookie} has made; nothing, for text or a part of it that it has not. */
function readStored(text: string | null | undefined): Record<string, StoredCookie> {
  try {
    const stored = Object.entries<unknown>(JSON.parse(text || "{}") ?? {});
    return Object.fromEntries(stored.filter((entry): entry is [string, StoredCookie] => isStoredCookie(entry[1])));
  } catch {
    return {};
  }
}

/**
 * What an app keeps after an answer: the cookies of before, and those of a `Set-Cookie` header, as JSON. A cookie that the
 * header takes away is gone.
 *
 * @param previous what was kept before
 */
export function getSetCookie(header: string, previous?: string | null | undefined): string {
  const stored = readStored(previous);
  for (const [name, cookie] of parseSetCookieHeader(header)) {
    stored[name] = { value: cookie.value, expires: expiryOf(cookie) };
  }
  return JSON.stringify(Object.fromEntries(Object.entries(stored).filter(([, cookie]) => !isOver(cookie))));
}

/**
 * The `Cookie` header for what an app keeps: `name=value; other=value`.
 *
 * @param stored what {@link getSetCookie} gave
 */
export function getCookie(stored: string): string {
  return Object.entries(readStored(stored))
    .filter(([, cookie]) => !isOver(cookie))
    .map(([name, { value }]) => `${name}=${value}`)
    .join("; ");
}

const withoutSecurePrefix = (name: string): string => name.replace(/^__(Secure|Host)-/, "");

/** Whether a cookie is of an auth server whose cookies begin so. */
export function isOfPrefix(name: string, cookiePrefix: string | readonly string[]): boolean {
  return [cookiePrefix].flat().some((prefix) => withoutSecurePrefix(name).startsWith(prefix));
}

/**
 * Whether a `Set-Cookie` header has a cookie of the auth server: one whose name begins with the prefix, or with one of
 * several. `__Secure-` in front does not count.
 *
 * @example hasBetterAuthCookies("better-auth.session_token=abc; Path=/", "better-auth"); // true
 */
export function hasBetterAuthCookies(header: string, cookiePrefix: string | readonly string[]): boolean {
  return [...parseSetCookieHeader(header).keys()].some((name) => isOfPrefix(name, cookiePrefix));
}

/** The value of a cookie among those that an app keeps, by the end of its name, as in "oauth_state". */
export function findStored(stored: string | null, ending: string): string | undefined {
  const found = Object.entries(readStored(stored)).find(([name, cookie]) => name.endsWith(ending) && !isOver(cookie));
  return found?.[1].value;
}
