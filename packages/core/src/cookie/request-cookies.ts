import { BetterAuthError } from "../error";
import { cookieNameRegex } from "./serialize";
import { readSetCookieHeader } from "./set-cookie";

/** The pairs of a Cookie header as they are written, by name: of a name that comes twice the first, which is the one that is read. */
function rawPairs(headers: Headers): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at > 0 && !pairs.has(name)) pairs.set(name, part.slice(at + 1).trim());
  }
  return pairs;
}

function writePairs(headers: Headers, pairs: ReadonlyMap<string, string>): void {
  if (pairs.size === 0) headers.delete("cookie");
  else headers.set("cookie", [...pairs].map(([name, value]) => `${name}=${value}`).join("; "));
}

/**
 * Puts a cookie into the Cookie header of a request that is to be sent or read again; one of that name is replaced.
 *
 * @param value percent-encoded on its way in
 * @throws {BetterAuthError} for a name that is no token
 */
export function setRequestCookie(headers: Headers, name: string, value: string): void {
  if (!cookieNameRegex.test(name)) throw new BetterAuthError(`"${name}" cannot be the name of a cookie.`);
  const pairs = rawPairs(headers);
  pairs.set(name, encodeURIComponent(value));
  writePairs(headers, pairs);
}

/**
 * Does to a Cookie header what a browser would do with Set-Cookie lines: sets what they set, removes what they expire.
 * Domain and path are not looked at.
 */
export function applySetCookies(headers: Headers, setCookies: readonly string[]): void {
  const pairs = rawPairs(headers);
  for (const line of setCookies) {
    for (const [name, cookie] of readSetCookieHeader(line)) {
      const maxAge = cookie["max-age"];
      // RFC 6265 §5.3: Max-Age wins over Expires.
      const isOver = maxAge === undefined ? (cookie.expires?.getTime() ?? Infinity) <= Date.now() : maxAge <= 0;
      if (isOver) pairs.delete(name);
      else pairs.set(name, cookie.value);
    }
  }
  writePairs(headers, pairs);
}

/**
 * Makes a callback that carries the cookies of a response over into the headers of the next request, for clients that
 * have no cookie jar: tests, servers.
 *
 * @example await authClient.signIn.email(body, { onSuccess: setCookieToHeader(headers) });
 */
export function setCookieToHeader(headers: Headers): (context: { response: Response }) => void {
  return ({ response }) => applySetCookies(headers, response.headers.getSetCookie());
}
