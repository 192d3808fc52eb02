import "@better-auth/demo-look/look.css";
import { createAsync, Router, type RouteSectionProps } from "@solidjs/router";
import { FileRoutes } from "@solidjs/start/router";
import { createComputed, ErrorBoundary, Suspense } from "solid-js";
import { Broken } from "./components/broken";
import { SiteHeader } from "./components/site-header";
import { authClient } from "./lib/auth-client";
import { getSession } from "./lib/session";

export default function App() {
  return (
    <Router root={Site}>
      <FileRoutes />
    </Router>
  );
}

function Site(props: RouteSectionProps) {
  const session = createAsync(() => getSession(), { deferStream: true });
  createComputed(() => {
    const fromServer = session();
    if (fromServer !== undefined) authClient.hydrateSession(fromServer);
  });
  return (
    <Suspense>
      <SiteHeader />
      <ErrorBoundary fallback={<Broken />}>{props.children}</ErrorBoundary>
    </Suspense>
  );
}
