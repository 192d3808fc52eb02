/**
 * The path of a request's URL, without its query. The URL of a `Request` is parsed and normalised already, so that
 * cutting it out is enough and costs nothing.
 */
export function pathOf(url: string): string {
  const schemeEnd = url.indexOf("://");
  const start = url.indexOf("/", schemeEnd < 0 ? 0 : schemeEnd + 3);
  if (start < 0) return "/";
  for (let i = start; i < url.length; i++) {
    const code = url.charCodeAt(i);
    if (code === 63 /* ? */ || code === 35 /* # */) return url.slice(start, i);
  }
  return url.slice(start);
}

/** The query of a URL, with values that come twice as a list. Empty when there is none, so that hooks can read it. */
export function queryOf(url: string): Record<string, string | string[]> {
  // No prototype: a parameter may be called "__proto__".
  const query: Record<string, string | string[]> = Object.create(null);
  const at = url.indexOf("?");
  if (at < 0) return query;
  const hash = url.indexOf("#", at);
  for (const [key, value] of new URLSearchParams(hash < 0 ? url.slice(at + 1) : url.slice(at + 1, hash))) {
    const before = query[key];
    // Not copied: of thousands of one name each would cost as much as all before it.
    if (typeof before === "object") before.push(value);
    else query[key] = before === undefined ? value : [before, value];
  }
  return query;
}

/**
 * The one normalisation of a request's path: what is left after the base path, or `null` when the request is for
 * somebody else. A path that has another spelling of itself ("//", "%6f", ";v=1") simply is another path.
 * @param basePath starts with "/" and does not end with it; "" for the root
 */
export function pathUnder(path: string, basePath: string): string | null {
  if (!path.startsWith(basePath)) return null;
  if (path.length === basePath.length) return "/";
  return path.charCodeAt(basePath.length) === 47 ? path.slice(basePath.length) : null;
}
