import type { BetterAuthClientOptions, BetterAuthClientPlugin } from "@better-auth/client";
import { type AuthClientAtoms, type AuthClientMembers, createClient, type HookName } from "@better-auth/client/binding";
import { asInPage } from "./as-in-page";
import { useStore } from "./use-store";

type LynxHooks<A> = { [K in keyof A as HookName<K>]: () => A[K] };

/** The client for Lynx: every hook gives a plain value. */
export type LynxAuthClient<O = {}> = AuthClientMembers<O> & LynxHooks<AuthClientAtoms<O>>;

/**
 * The client of an auth server for Lynx. `useSession()` is a hook; everything else is as in the framework-free client. An
 * application has no origin, so `baseURL` has to be given.
 *
 * @example
 * export const authClient = createAuthClient({ baseURL: "https://example.com" });
 *
 * function Greeting() {
 *   const { data: session, isPending } = authClient.useSession();
 *   if (isPending) return <text>…</text>;
 *   return <text>{session ? `Hello ${session.user.name}` : "Hello"}</text>;
 * }
 */
export function createAuthClient<
  const Plugins extends readonly BetterAuthClientPlugin[],
  const Throws extends boolean = false,
  AuthOptions = {},
>(
  options?: BetterAuthClientOptions<Plugins, Throws, AuthOptions>,
): LynxAuthClient<BetterAuthClientOptions<Plugins, Throws, AuthOptions>> {
  return asInPage(() => createClient(options as BetterAuthClientOptions, (store) => () => useStore(store))) as never;
}
