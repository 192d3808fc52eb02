import { getRouteApi, useHydrated } from "@tanstack/react-router";
import { authClient } from "./auth-client";

const root = getRouteApi("__root__");

/** Who is signed in: what the server has read until the page is alive, then what the client knows. */
export function useSession() {
  const { session } = root.useLoaderData();
  const state = authClient.useSession();
  return useHydrated() ? state : { ...state, data: session, isPending: false };
}
