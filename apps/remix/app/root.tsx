import "@better-auth/demo-look/look.css";
import { sessionMiddleware } from "better-auth/remix";
import type { ReactNode } from "react";
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import { SiteHeader } from "~/components/site-header";
import { sessionContext } from "~/context";
import { auth } from "~/lib/auth.server";
import type { Route } from "./+types/root";

export const middleware: Route.MiddlewareFunction[] = [sessionMiddleware(auth, sessionContext)];

export function loader({ context }: Route.LoaderArgs) {
  return { session: context.get(sessionContext) };
}

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        <SiteHeader />
        <main>{children}</main>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const isUnknown = isRouteErrorResponse(error) && error.status === 404;
  const [heading, text] = isUnknown
    ? ["Not found", "There is no page at this address."]
    : ["Something went wrong", "It is not your fault. Please try again in a moment."];
  return (
    <>
      <title>{heading}</title>
      <h1>{heading}</h1>
      <p className="lead">{text}</p>
    </>
  );
}
