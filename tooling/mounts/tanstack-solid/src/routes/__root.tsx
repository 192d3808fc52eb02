import { createRootRoute, HeadContent, Outlet, Scripts } from "@tanstack/solid-router";
import type { JSX } from "solid-js";
import { HydrationScript } from "solid-js/web";
import { authClient } from "../lib/auth-client";
import { getSession } from "../lib/session";

export const Route = createRootRoute({
  loader: async () => ({ session: await getSession() }),
  shellComponent: Document,
  component: Site,
});

function Document(props: { children: JSX.Element }) {
  return (
    <html lang="en">
      <head>
        <HydrationScript />
      </head>
      <body>
        <HeadContent />
        {props.children}
        <Scripts />
      </body>
    </html>
  );
}

function Site() {
  const data = Route.useLoaderData();
  authClient.hydrateSession(data().session);
  return <Outlet />;
}
