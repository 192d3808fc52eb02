import type { BetterAuthClientOptions, BetterAuthClientPlugin } from "@better-auth/client";
import { type AuthClientAtoms, type AuthClientMembers, createClient, type HookName } from "@better-auth/client/binding";
import type { Accessor } from "solid-js";
import { useStore } from "./use-store";

type SolidHooks<A> = { [K in keyof A as HookName<K>]: () => Accessor<A[K]> };

/** The client for Solid: every hook gives an accessor. */
export type SolidAuthClient<O = {}> = AuthClientMembers<O> & SolidHooks<AuthClientAtoms<O>>;

/**
 * The client of an auth server for Solid. `useSession()` is an accessor of who is signed in; everything else is as in the
 * framework-free client.
 *
 * @example
 * export const authClient = createAuthClient();
 *
 * function Greeting() {
 *   const session = authClient.useSession();
 *   return <p>{session().data?.user.name}</p>;
 * }
 */
export function createAuthClient<
  const Plugins extends readonly BetterAuthClientPlugin[],
  const Throws extends boolean = false,
  AuthOptions = {},
>(
  options?: BetterAuthClientOptions<Plugins, Throws, AuthOptions>,
): SolidAuthClient<BetterAuthClientOptions<Plugins, Throws, AuthOptions>> {
  return createClient(options as BetterAuthClientOptions, (store) => () => useStore(store)) as never;
}
