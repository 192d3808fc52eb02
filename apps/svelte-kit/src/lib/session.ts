import { fromStore } from "svelte/store";
import { browser } from "$app/env";
import { page } from "$app/state";
import { authClient } from "./auth-client";

/** Who is signed in: on the server as the request says, in the browser as the client knows; `undefined` while it does not. */
export function useSession() {
  const store = fromStore(authClient.useSession());
  return {
    get current() {
      if (!browser) return page.data.session;
      const { data, isPending } = store.current;
      return isPending ? undefined : data;
    },
  };
}
