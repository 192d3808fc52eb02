import type { BetterAuthOptions, DynamicBaseURL } from "../types";
import { parseBaseURL } from "../url/base-url";
import { getHostFromSource, getProtocolFromSource, isRequestLike } from "../url/request-source";
import { DEFAULT_BASE_PATH, findAmongHosts } from "./call-base";
import { baseURLFromEnvironment } from "./environment";

/** Whether `options.baseURL` is found per request, among hosts that are known. */
export function isDynamicBaseURLConfig(baseURL: unknown): baseURL is DynamicBaseURL {
  return typeof baseURL === "object" && baseURL !== null && Array.isArray((baseURL as DynamicBaseURL).allowedHosts);
}

/**
 * The base URL with its path: of the first argument, else of the environment, else of the request. An instance never
 * takes it from a request in production; this function does what it is told.
 *
 * @param path replaced by a path in the URL; default "/api/auth"
 * @param loadEnv ask the environment; default true
 * @param trustedProxyHeaders believe `x-forwarded-host` together with `x-forwarded-proto`; default false
 * @returns `undefined` when nothing names one
 * @throws {BetterAuthError} for what is no http or https URL
 */
export function getBaseURL(
  url?: string,
  path: string = DEFAULT_BASE_PATH,
  request?: Request,
  loadEnv = true,
  trustedProxyHeaders = false,
): string | undefined {
  const named = url || (loadEnv ? baseURLFromEnvironment() : undefined);
  if (named !== undefined) return parseBaseURL(named, path).url;
  if (request === undefined) return undefined;
  const isForwarded =
    trustedProxyHeaders && request.headers.has("x-forwarded-host") && request.headers.has("x-forwarded-proto");
  if (!isForwarded) return parseBaseURL(new URL(request.url).origin, path).url;
  const host = getHostFromSource(request, true) as string;
  return parseBaseURL(`${getProtocolFromSource(request, "auto", true)}://${host}`, path).url;
}

/**
 * The base URL of a request among the hosts that are allowed, with its path.
 *
 * @throws {BetterAuthError} when the host is none of them and there is no fallback
 */
export function resolveDynamicBaseURL(
  config: DynamicBaseURL,
  source: Request | Headers,
  basePath: string = DEFAULT_BASE_PATH,
  trustedProxyHeaders = false,
): string {
  const find = findAmongHosts(config, basePath, trustedProxyHeaders);
  return (isRequestLike(source) ? find(source.headers, source) : find(source, undefined)).url;
}

/**
 * The base URL of either form of `options.baseURL`, with its path.
 *
 * @param source the request, or its headers, for a URL that is found per request
 * @returns `undefined` when nothing names one
 * @throws {BetterAuthError} for what is no http or https URL, or a host that is not allowed
 */
export function resolveBaseURL(
  baseURL: BetterAuthOptions["baseURL"],
  basePath: string = DEFAULT_BASE_PATH,
  source?: Request | Headers,
  loadEnv = true,
  trustedProxyHeaders = false,
): string | undefined {
  if (!isDynamicBaseURLConfig(baseURL)) {
    const request = isRequestLike(source) ? source : undefined;
    return getBaseURL(baseURL, basePath, request, loadEnv, trustedProxyHeaders);
  }
  if (source !== undefined) return resolveDynamicBaseURL(baseURL, source, basePath, trustedProxyHeaders);
  return baseURL.fallback === undefined ? undefined : parseBaseURL(baseURL.fallback, basePath).url;
}
