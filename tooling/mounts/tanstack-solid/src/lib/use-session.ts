import { getRouteApi } from "@tanstack/solid-router";
import { createSignal, onMount } from "solid-js";
import { authClient } from "./auth-client";

const root = getRouteApi("__root__");

/** Who is signed in: what the server has read until the page is alive, then what the client knows. */
export function useSession() {
  const fromServer = root.useLoaderData();
  const state = authClient.useSession();
  const [isAlive, setIsAlive] = createSignal(false);
  onMount(() => setIsAlive(true));
  return () => (isAlive() ? state() : { ...state(), data: fromServer().session, isPending: false });
}
