import look from "@better-auth/demo-look/look.css?url";
import { createRootRoute, HeadContent, Link, Outlet, Scripts } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SiteHeader } from "@/components/site-header";
import { authClient } from "@/lib/auth-client";
import { getSession } from "@/lib/session";

export const Route = createRootRoute({
  head: () => ({
    meta: [
      { charSet: "utf-8" },
      { name: "viewport", content: "width=device-width, initial-scale=1" },
      { title: "TanStack Start demo" },
    ],
    links: [
      { rel: "stylesheet", href: look },
      { rel: "icon", href: "data:," },
    ],
  }),
  // Once a page: from then on the client knows, and `router.invalidate()` asks again.
  loader: async () => ({ session: await getSession() }),
  staleTime: Number.POSITIVE_INFINITY,
  shellComponent: Document,
  component: Site,
  notFoundComponent: NotFound,
});

function Document({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <HeadContent />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

function Site() {
  authClient.hydrateSession(Route.useLoaderData().session);
  return (
    <>
      <SiteHeader />
      <Outlet />
    </>
  );
}

function NotFound() {
  return (
    <main>
      <h1>Not found</h1>
      <p className="lead">There is no such page.</p>
      <p>
        <Link to="/">Home</Link>
      </p>
    </main>
  );
}
