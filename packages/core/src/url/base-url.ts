import { BetterAuthError } from "../error";

/** A base URL taken apart. */
export interface BaseURL {
  /** "https://example.com" */
  origin: string;
  /** "/api/auth"; "" for the root. */
  basePath: string;
  /** Both together. */
  url: string;
}

/** "/api/auth/" and "api/auth" are "/api/auth"; "/" is "". */
export function normalizeBasePath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  return trimmed === "" ? "" : `/${trimmed}`;
}

/**
 * Takes a base URL apart. A path in it replaces `basePath`.
 * @throws {BetterAuthError} when it is no http or https URL
 */
export function parseBaseURL(baseURL: string, basePath: string): BaseURL {
  let parsed: URL;
  try {
    parsed = new URL(baseURL);
  } catch (cause) {
    throw new BetterAuthError(
      `baseURL: expected an absolute URL such as "https://example.com", got ${JSON.stringify(baseURL)}. Set options.baseURL or BETTER_AUTH_URL to the address people open.`,
      { cause },
    );
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") {
    throw new BetterAuthError(
      `baseURL: expected http or https, got "${parsed.protocol}" in ${JSON.stringify(baseURL)}.`,
    );
  }
  const ownPath = normalizeBasePath(parsed.pathname);
  const path = ownPath === "" ? normalizeBasePath(basePath) : ownPath;
  return { origin: parsed.origin, basePath: path, url: parsed.origin + path };
}
