import { useState } from "react";
import { useRouteLoaderData } from "react-router";
import type { loader } from "~/root";
import { authClient } from "./auth-client";

/**
 * Who is signed in: what the server has read, and from then on what the client hears. `null` is nobody, `undefined` is not
 * known, on a page whose root could not be loaded.
 */
export function useSession() {
  const fromServer = useRouteLoaderData<typeof loader>("root")?.session;
  if (fromServer !== undefined) authClient.hydrateSession(fromServer);
  const { data, isPending } = authClient.useSession();
  // While the client asks again, it is whoever it was last, not whoever the server saw once.
  const [session, setSession] = useState(fromServer);
  if (!isPending && session !== data) setSession(data);
  return session;
}
