import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import * as z from "../../zod";
import { renderErrorPage } from "./error-page";

const UNKNOWN = "UNKNOWN";

/** What our redirects carry; anything else in the address bar was put there by somebody. */
function safeCode(code: string | undefined): string {
  return code !== undefined && /^['\w-]+$/.test(code) ? code : UNKNOWN;
}

const text = z.optional(
  z.union([
    z.string(),
    z.pipe(
      z.array(z.string()),
      z.transform((values) => values[0]),
    ),
  ]),
);

const PAGE_HEADERS = {
  "content-type": "text/html",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/** Where failed redirects end: a page in development; in production the application's own, with the code in its query. */
export const error = createAuthEndpoint(
  "/error",
  {
    method: "GET",
    query: z.optional(z.object({ error: text, error_description: text })),
    metadata: { scope: "server" },
  },
  async (ctx) => {
    const { options, isProduction } = scopeOf(ctx).instance;
    const code = safeCode(ctx.query?.error);
    const description = ctx.query?.error_description;
    const custom = options.onAPIError;
    if (custom?.errorURL || (isProduction && custom?.customizeDefaultErrorPage === undefined)) {
      const params = new URLSearchParams({ error: code, ...(description ? { error_description: description } : {}) });
      const target = custom?.errorURL ?? "/";
      return new Response(null, { status: 302, headers: { location: `${target}${target.includes("?") ? "&" : "?"}${params}` } });
    }
    return new Response(renderErrorPage(code, description, custom?.customizeDefaultErrorPage), { headers: PAGE_HEADERS });
  },
);
