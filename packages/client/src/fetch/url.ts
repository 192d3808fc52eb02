import type { BetterFetchOption } from "./options";

/** The URL of a request: base, path with its parameters filled in, query. */
export function requestURL(path: string, { baseURL = "", params, query }: BetterFetchOption): string {
  const filled = path.replace(/:(\w+)/g, (placeholder, name) =>
    params?.[name] === undefined ? placeholder : encodeURIComponent(params[name]),
  );
  // URL parsers resolve these, so that a parameter would reach another route.
  if (/\/\.\.?(\/|$)/.test(filled)) throw new TypeError(`dot segments in ${filled}`);

  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item != null)
        search.append(name, typeof item === "object" ? (item.toJSON?.() ?? JSON.stringify(item)) : item);
    }
  }
  return (
    filled.replace(/^(?!\w+:)\/?/, () => `${baseURL}/`) + (`${search}` && (/\?/.test(filled) ? "&" : "?") + search)
  );
}
