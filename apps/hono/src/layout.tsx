import { html } from "hono/html";
import type { PropsWithChildren } from "hono/jsx";
import type { Env } from "./env.ts";

/** Nothing of it is there when it could not be found out. */
type Visitor = Partial<Env["Variables"]>;

/** A page of the site, for whoever has sent the request: `c.var`. */
export const page = (visitor: Visitor, title: string, content: ReturnType<typeof Layout>) =>
  html`<!doctype html>${(
    <Layout title={title} {...visitor}>
      {content}
    </Layout>
  )}`;

/** Where the visitor is unknown, the script of the page asks who it is. */
function Layout({ title, user, session, children }: PropsWithChildren<Visitor & { title: string }>) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/look.css" />
        <title>{title} · Better Auth demo</title>
        <script type="module" src="/client.js" />
      </head>
      <body data-session={user === undefined ? "" : JSON.stringify(user && { user, session })}>
        <header class="site">
          <nav>
            <a href="/">Better Auth demo</a>
            <span role="status" data-for="somebody" hidden={!user}>
              Signed in as <b>{user?.name}</b>
            </span>
            <a href="/dashboard" data-for="somebody" hidden={!user}>
              Dashboard
            </a>
            <button type="button" class="button quiet" data-for="somebody" hidden={!user}>
              Sign out
            </button>
            <a href="/sign-in" data-for="nobody" hidden={user !== null}>
              Sign in
            </a>
            <a href="/sign-up" data-for="nobody" hidden={user !== null}>
              Sign up
            </a>
          </nav>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
