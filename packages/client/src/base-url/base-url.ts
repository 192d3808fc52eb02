import { environmentURL } from "./environment";

/** Where the auth server is. */
export interface BaseURLOptions {
  /** @default the environment, then the page's own origin */
  baseURL?: string | undefined;
  /** Used when the base URL has no path. @default "/api/auth" */
  basePath?: string | undefined;
}

/** The base of every route, without a slash at its end. */
export function resolveBaseURL({ baseURL, basePath = "/api/auth" }: BaseURLOptions): string {
  const origin = baseURL || globalThis.window?.location?.origin;
  // Pages of an opaque origin, as in a sandboxed frame, say "null".
  const url = `${baseURL || environmentURL(origin) || (origin ?? "")}`.replace(/\/+$|^null$/, "");
  const match = /^([^/]+:\/\/[^/]*)?(\/.+)?$/.exec(url);
  if (!match) throw new TypeError(`baseURL: expected a scheme, got ${url}`);
  // Slashes that are missing, too many or last would lead to another path, or to another host.
  return match[2] ? url : url + `/${basePath}`.replace(/\/+(?=\/|$)/g, "");
}
