/**
 * A redirect target with one more query parameter, in front of its fragment. Works on paths and on absolute URLs.
 * @example withQuery("/settings?tab=1#top", "error", "TOKEN_EXPIRED") // "/settings?tab=1&error=TOKEN_EXPIRED#top"
 */
export function withQuery(target: string, name: string, value: string): string {
  const hash = target.indexOf("#");
  const [address, fragment] = hash < 0 ? [target, ""] : [target.slice(0, hash), target.slice(hash)];
  const separator = address.includes("?") ? "&" : "?";
  return `${address}${separator}${encodeURIComponent(name)}=${encodeURIComponent(value)}${fragment}`;
}

/**
 * The same as an absolute URL, with a path resolved against a base. A parameter of that name is replaced.
 * @example resolveWithQuery("/reset?token=x", "https://example.com/api/auth", "token", "abc") // "https://example.com/reset?token=abc"
 */
export function resolveWithQuery(target: string, base: string, name: string, value: string): string {
  const url = new URL(target, base);
  url.searchParams.set(name, value);
  return url.toString();
}
