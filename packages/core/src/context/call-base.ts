import { BetterAuthError } from "../error";
import type { BetterAuthOptions, DynamicBaseURL } from "../types";
import { type BaseURL, normalizeBasePath, parseBaseURL } from "../url/base-url";
import { baseURLFromEnvironment } from "./environment";

/** Finds where a call's application is. */
export type FindBase = (headers: Headers | undefined, request: Request | undefined) => BaseURL;

const DEFAULT_BASE_PATH = "/api/auth";

function hostPattern(pattern: string): RegExp {
  const source = pattern.split("*").map((literal) => literal.replace(/[\\^$.+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(`^${source.join("[^./:@]+")}$`, "i");
}

/** Among hosts that the options name, the one that the request was sent to. */
function findAmongHosts(dynamic: DynamicBaseURL, basePath: string, trustProxy: boolean): FindBase {
  const allowed = dynamic.allowedHosts.map(hostPattern);
  return (headers, request) => {
    const forwarded = trustProxy ? headers?.get("x-forwarded-host") : null;
    const host = forwarded ?? headers?.get("host") ?? (request ? new URL(request.url).host : null);
    if (host !== null && allowed.some((pattern) => pattern.test(host))) {
      const wanted = dynamic.protocol ?? "auto";
      const told = trustProxy ? headers?.get("x-forwarded-proto") : null;
      const own = request ? new URL(request.url).protocol.slice(0, -1) : "https";
      return parseBaseURL(`${wanted === "auto" ? (told ?? own) : wanted}://${host}`, basePath);
    }
    if (dynamic.fallback !== undefined) return parseBaseURL(dynamic.fallback, basePath);
    throw new BetterAuthError(
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
