import { createAsync } from "@solidjs/router";
import { createSignal, onMount } from "solid-js";
import { authClient } from "./auth-client";
import { getSession } from "./session";

/** The page is alive: from now on the client knows more than the server has said. */
const [isAlive, setIsAlive] = createSignal(false);

/** Who is signed in: what the server has read until the page is alive, then what the client knows. */
export function useSession() {
  const fromServer = createAsync(() => getSession(), { deferStream: true });
  const state = authClient.useSession();
  onMount(() => setIsAlive(true));
  return () =>
    isAlive() ? state() : { ...state(), data: fromServer() ?? null, isPending: fromServer() === undefined };
}
