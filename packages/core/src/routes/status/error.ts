import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import type { OnAPIErrorOptions } from "../../types";
import * as z from "../../validation/zod";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHTML(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** A value for a style sheet: whatever could end the declaration goes. */
function cssValue(value: string | undefined, fallback: string): string {
  return value === undefined ? fallback : value.replace(/[^\w\s#%.,()/-]/g, "");
}

/** A page that shows an error's code to somebody who landed here, with nothing in it that could run. */
function renderErrorPage(
  code: string,
  description: string | undefined,
  custom: OnAPIErrorOptions["customizeDefaultErrorPage"],
): string {
  const { colors = {}, font = {} } = custom ?? {};
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Error</title>
<style>
body{margin:0;min-height:100vh;display:grid;place-items:center;background:${cssValue(colors.background, "#fafafa")};color:${cssValue(colors.foreground, "#18181b")};font-family:${cssValue(font.defaultFamily, "system-ui,sans-serif")}}
main{max-width:30rem;padding:2rem;border:1px solid ${cssValue(colors.border, "#e4e4e7")};border-radius:.5rem;background:${cssValue(colors.cardBackground, "#fff")}}
h1{margin:0 0 1rem;font-size:1.25rem;color:${cssValue(colors.titleColor, "inherit")}}
p{margin:.5rem 0;line-height:1.5}
code{font-family:${cssValue(font.monoFamily, "ui-monospace,monospace")};color:${cssValue(colors.destructive, "#b91c1c")};overflow-wrap:anywhere}
a{color:${cssValue(colors.primary, "#18181b")}}
</style>
</head>
<body>
<main>
<h1>Something went wrong</h1>
<p>${description ? escapeHTML(description) : "We could not finish what you asked for. Please try again; if it happens again, tell the people who run this site the code below."}</p>
<p>Code: <code>${escapeHTML(code)}</code></p>
<p><a href="/">Back to the start page</a></p>
</main>
</body>
</html>`;
}

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
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
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
      return new Response(null, {
        status: 302,
        headers: { location: `${target}${target.includes("?") ? "&" : "?"}${params}` },
      });
    }
    return new Response(renderErrorPage(code, description, custom?.customizeDefaultErrorPage), {
      headers: PAGE_HEADERS,
    });
  },
);
