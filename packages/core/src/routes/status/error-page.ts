import type { OnAPIErrorOptions } from "../../types";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHTML(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** A value for a style sheet: whatever could end the declaration goes. */
function cssValue(value: string | undefined, fallback: string): string {
  return value === undefined ? fallback : value.replace(/[^\w\s#%.,()/-]/g, "");
}

/** A page that shows an error's code to somebody who landed here, with nothing in it that could run. */
export function renderErrorPage(code: string, description: string | undefined, custom: OnAPIErrorOptions["customizeDefaultErrorPage"]): string {
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
