import type { BetterAuthClientOptions, BetterAuthClientPlugin } from "@better-auth/client";
import { type AuthClientAtoms, type AuthClientMembers, createClient, type HookName } from "@better-auth/client/binding";
import { type AuthStore, asOnServer } from "./auth-store";

type SvelteHooks<A> = { [K in keyof A as HookName<K>]: () => AuthStore<A[K]> };

/** The client for Svelte: every hook gives a store. */
export type SvelteAuthClient<O = {}> = AuthClientMembers<O> & SvelteHooks<AuthClientAtoms<O>>;

/**
 * The client of an auth server for Svelte. `useSession()` is a store of who is signed in; everything else is as in the
 * framework-free client.
 *
 * @example
 * export const authClient = createAuthClient();
 *
 * const session = authClient.useSession();
 * // in markup: {$session.data?.user.name}
 *
 * @example
 * const session = fromStore(authClient.useSession());
 * const name = $derived(session.current.data?.user.name);
 */
export function createAuthClient<
  const Plugins extends readonly BetterAuthClientPlugin[],
  const Throws extends boolean = false,
  AuthOptions = {},
>(
  options?: BetterAuthClientOptions<Plugins, Throws, AuthOptions>,
): SvelteAuthClient<BetterAuthClientOptions<Plugins, Throws, AuthOptions>> {
  return createClient(
    options as BetterAuthClientOptions,
    (store) => () => (globalThis.window ? store : asOnServer(store)),
  ) as never;
}
