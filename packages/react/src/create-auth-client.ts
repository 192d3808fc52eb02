import type { BetterAuthClientOptions, BetterAuthClientPlugin } from "@better-auth/client";
import { type AuthClientAtoms, type AuthClientMembers, createClient, type HookName } from "@better-auth/client/binding";
import { type HydratedClient, hydrateBesideRenders } from "./hydrate";
import { useStore } from "./use-store";

type ReactHooks<A> = { [K in keyof A as HookName<K>]: () => A[K] };

/** The client for React: every hook gives a plain value. */
export type ReactAuthClient<O = {}> = AuthClientMembers<O> & ReactHooks<AuthClientAtoms<O>>;

/**
 * The client of an auth server for React. `useSession()` is a hook; everything else is as in the framework-free client.
 *
 * @example
 * export const authClient = createAuthClient();
 *
 * function Greeting() {
 *   const { data: session, isPending } = authClient.useSession();
 *   if (isPending) return <p>…</p>;
 *   return <p>{session ? `Hello ${session.user.name}` : "Hello"}</p>;
 * }
 */
export function createAuthClient<
  const Plugins extends readonly BetterAuthClientPlugin[],
  const Throws extends boolean = false,
  AuthOptions = {},
>(
  options?: BetterAuthClientOptions<Plugins, Throws, AuthOptions>,
): ReactAuthClient<BetterAuthClientOptions<Plugins, Throws, AuthOptions>> {
  const client = createClient(options as BetterAuthClientOptions, (store) => () => useStore(store));
  return hydrateBesideRenders(client as HydratedClient) as never;
}
