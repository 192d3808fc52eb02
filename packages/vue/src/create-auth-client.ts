import type { AuthQueryState, BetterAuthClientOptions, BetterAuthClientPlugin } from "@better-auth/client";
import { type AuthClientAtoms, type AuthClientMembers, createClient, type HookName } from "@better-auth/client/binding";
import type { ShallowRef } from "vue";
import { createNuxtSession, type NuxtClient, type NuxtFetch, type NuxtSession } from "./nuxt-session";
import { useStore } from "./use-store";

/** `useSession`: a ref, or with the `useFetch` of Nuxt a promise. */
export interface UseSession<State> {
  (): Readonly<ShallowRef<State>>;
  (useFetch: NuxtFetch): Promise<NuxtSession<State extends AuthQueryState<infer Pair> ? Pair : never>>;
}

type VueHooks<A> = {
  [K in keyof A as HookName<K>]: K extends "session" ? UseSession<A[K]> : () => Readonly<ShallowRef<A[K]>>;
};

/** The client for Vue: every hook gives a readonly ref. */
export type VueAuthClient<O = {}> = AuthClientMembers<O> & VueHooks<AuthClientAtoms<O>>;

/**
 * The client of an auth server for Vue and Nuxt. `useSession()` is a ref that follows who is signed in; everything else is
 * as in the framework-free client.
 *
 * @example
 * export const authClient = createAuthClient();
 *
 * const session = authClient.useSession();
 * watchEffect(() => console.log(session.value.data?.user.name));
 *
 * @example
 * // Nuxt: read on the server, too
 * const { data: session } = await authClient.useSession(useFetch);
 */
export function createAuthClient<
  const Plugins extends readonly BetterAuthClientPlugin[],
  const Throws extends boolean = false,
  AuthOptions = {},
>(
  options: BetterAuthClientOptions<Plugins, Throws, AuthOptions> = {},
): VueAuthClient<BetterAuthClientOptions<Plugins, Throws, AuthOptions>> {
  const given = options as BetterAuthClientOptions;
  const client = createClient(
    given,
    // Only `useSession` is typed with a fetcher.
    (store) => (useFetch?: NuxtFetch) => (useFetch ? fetchSession(useFetch) : useStore(store)),
  );
  const fetchSession = createNuxtSession(client as NuxtClient, given);
  return client as never;
}
