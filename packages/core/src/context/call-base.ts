import { BetterAuthError } from "../error";
import type { BetterAuthOptions, DynamicBaseURL } from "../types";
import { type BaseURL, normalizeBasePath, parseBaseURL } from "../url/base-url";
import { compileHostPattern } from "../url/host";
import { getHostFromSource, getProtocolFromSource } from "../url/request-source";
import { baseURLFromEnvironment } from "./environment";

/** Finds where a call's application is. */
export type FindBase = (headers: Headers | undefined, request: Request | undefined) => BaseURL;

export const DEFAULT_BASE_PATH = "/api/auth";

/** A request was sent to a host that the options do not name. Anybody can do that, so it is no fault of the server. */
export class UnknownHostError extends BetterAuthError {}

/**
 * Among hosts that the options name, finds the one that a request was sent to.
 *
 * @param trustProxy believe the forwarded headers
 * @throws {UnknownHostError} from the function it makes: the host is none of them and there is no fallback
 */
export function findAmongHosts(dynamic: DynamicBaseURL, basePath: string, trustProxy: boolean): FindBase {
  const allowed = dynamic.allowedHosts.map(compileHostPattern);
  return (headers, request) => {
    const source = request ?? headers;
    const host = source === undefined ? null : getHostFromSource(source, trustProxy);
    if (source !== undefined && host !== null) {
      const address = `${getProtocolFromSource(source, dynamic.protocol, trustProxy)}://${host}`;
      // Some proxies and clients name the port that goes without saying.
      const isAllowed = (name: string) => allowed.some((matches) => matches(name));
      if (isAllowed(host) || isAllowed(new URL(address).host)) return parseBaseURL(address, basePath);
    }
    if (dynamic.fallback !== undefined) return parseBaseURL(dynamic.fallback, basePath);
    throw new UnknownHostError(
      `baseURL.allowedHosts: the request was sent to ${JSON.stringify(host)}, which is none of them. Add the host, or set baseURL.fallback.`,
    );
  };
}

/** The base URL of an instance. */
export interface ResolvedBase {
  /** `null` when each call finds its own. */
  readonly fixed: BaseURL | null;
  readonly find: FindBase;
}

/**
 * Resolves the base URL: options, then environment. Without one, development takes the request's own; production
 * refuses, because whoever sends the first request would choose it.
 */
export function resolveBase(options: BetterAuthOptions, isProduction: boolean): ResolvedBase {
  const basePath = options.basePath ?? DEFAULT_BASE_PATH;
  const given = options.baseURL ?? baseURLFromEnvironment();
  if (typeof given === "string") {
    const fixed = parseBaseURL(given, basePath);
    return { fixed, find: () => fixed };
  }
  if (given)
    return { fixed: null, find: findAmongHosts(given, basePath, options.advanced?.trustedProxyHeaders === true) };

  const path = normalizeBasePath(basePath);
  const unknown: BaseURL = { origin: "", basePath: path, url: path };
  return {
    fixed: null,
    find: (_headers, request) => {
      if (isProduction) {
        throw new BetterAuthError(
          'baseURL: expected the address people open, got none. Set BETTER_AUTH_URL, or options.baseURL, to something like "https://example.com".',
        );
      }
      return request ? parseBaseURL(new URL(request.url).origin, basePath) : unknown;
    },
  };
}
