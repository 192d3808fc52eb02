import { parseSetCookieHeader, toCookieOptions } from "../cookie/set-cookie";
import type { CookieOptions } from "../types";

/** A cookie as a framework's own function takes it, which encodes the value itself. */
export interface CookieToHandOver {
  readonly name: string;
  readonly value: string;
  readonly options: CookieOptions;
}

/** What `Set-Cookie` lines say, for frameworks that set cookies by a function. */
export function cookiesOfLines(lines: readonly string[]): CookieToHandOver[] {
  return lines.flatMap((line) =>
    [...parseSetCookieHeader(line)].map(([name, attributes]) => ({
      name,
      value: attributes.value,
      options: toCookieOptions(attributes),
    })),
  );
}

/** RFC 6265 §5.3: a cookie is its name, domain and path. */
export function cookieIdentity(line: string): string {
  const [[name, { domain, path }] = [line, { domain: "", path: "" }]] = parseSetCookieHeader(line);
  return [name, domain, path].join(";");
}

/**
 * The Cache-Control of an answer that sets cookies. RFC 9111 §7.3: a shared cache would give them to others.
 *
 * @returns `undefined` when what it has does already
 */
export function privateCacheControl(given: string | null | undefined): string | undefined {
  return /\b(?:private|no-store)\b/i.test(given ?? "") ? undefined : "private, no-store";
}

/** An answer that sets cookies, kept out of shared caches; itself when it is already. */
export function keepPrivate(response: Response): Response {
  const cacheControl = privateCacheControl(response.headers.get("cache-control"));
  if (cacheControl === undefined) return response;
  // The headers of an answer that was fetched, or made by Response.redirect(), cannot be changed.
  const answer = new Response(response.body, response);
  answer.headers.set("cache-control", cacheControl);
  return answer;
}
