import { getBaseURL, isDynamicBaseURLConfig } from "@better-auth/core";
import type { BetterAuthOptions } from "@better-auth/core/types";

/** The options that say where an instance answers. */
export type AuthPathOptions = Pick<BetterAuthOptions, "baseURL" | "basePath">;

/** The addresses that options name: every request asks. */
const named = new WeakMap<AuthPathOptions, string>();

/**
 * The address that an instance answers below, such as `https://example.com/api/auth`. Where the options name no single
 * origin, that of a request is right: the instance knows its hosts itself.
 */
export function addressFor(url: string, options: AuthPathOptions): string {
  const known = named.get(options);
  if (known !== undefined) return known;
  const { baseURL, basePath } = options;
  const address = isDynamicBaseURLConfig(baseURL) ? undefined : getBaseURL(baseURL, basePath);
  if (address === undefined) return getBaseURL(new URL(url).origin, basePath) as string;
  // The environment may be read again: it is filled late on some platforms.
  if (baseURL) named.set(options, address);
  return address;
}

/**
 * Whether a request is for the instance: to the origin of its base URL, and to a path below `basePath`. With a base URL
 * that is found per request, or with none, any origin is right. Another spelling of a path is another path, as it is for
 * the instance.
 *
 * @param url an absolute URL, as in `event.url.href`
 * @param options those of the instance; the environment counts where they have no base URL
 * @throws {TypeError} when `url` is none
 * @throws {BetterAuthError} when the base URL is no http or https URL
 * @example
 * isAuthPath("https://example.com/api/auth/ok", { baseURL: "https://example.com" }); // true
 * isAuthPath("https://example.com/api/authors", { baseURL: "https://example.com" }); // false
 */
export function isAuthPath(url: string, options: AuthPathOptions): boolean {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.startsWith(`${addressFor(url, options)}/`);
}
