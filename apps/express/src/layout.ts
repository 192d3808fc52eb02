import { type Html, html } from "./html.ts";
import type { Visitor } from "./visitor.ts";

/** A page of the site. Where the visitor is unknown, the script of the page asks who it is. */
export function page(title: string, visitor: Visitor | undefined, content: Html): string {
  const { markup } = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/look.css">
    <title>${title} · Better Auth demo</title>
    <script type="module" src="/client.js"></script>
  </head>
  <body data-session="${visitor === undefined ? "" : JSON.stringify(visitor)}">
    ${header(visitor)}
    <main>
      ${content}
    </main>
  </body>
</html>
`;
  return markup;
}

function header(visitor: Visitor | undefined): Html {
  const forSomebody = visitor ? "" : "hidden";
  const forNobody = visitor === null ? "" : "hidden";
  return html`<header class="site">
      <nav>
        <a href="/">Better Auth demo</a>
        <span role="status" data-for="somebody" ${forSomebody}>Signed in as <b>${visitor?.user.name ?? ""}</b></span>
        <a href="/dashboard" data-for="somebody" ${forSomebody}>Dashboard</a>
        <button type="button" class="button quiet" data-for="somebody" ${forSomebody}>Sign out</button>
        <a href="/sign-in" data-for="nobody" ${forNobody}>Sign in</a>
        <a href="/sign-up" data-for="nobody" ${forNobody}>Sign up</a>
      </nav>
    </header>`;
}
