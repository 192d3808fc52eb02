import type { AuthClient } from "../types/auth-client";
import type { BetterAuthClientOptions } from "../types/client-options";
import type { BetterAuthClientPlugin } from "../types/client-plugin";
import { createClient } from "./create-client";

/**
 * The client of an auth server, for any framework or none. Every route is a method: `authClient.signIn.email` calls
 * `POST /sign-in/email`. Each call resolves with `{ data, error }`. `useSession` is a store of who is signed in.
 *
 * @example
 * const authClient = createAuthClient({ baseURL: "http://localhost:3000" });
 * const { data, error } = await authClient.signIn.email({ email, password });
 * const stop = authClient.useSession.subscribe(({ data, isPending }) => render(data?.user));
 */
export function createAuthClient<
  const Plugins extends readonly BetterAuthClientPlugin[],
  const Throws extends boolean = false,
  AuthOptions = {},
>(
  options?: BetterAuthClientOptions<Plugins, Throws, AuthOptions>,
): AuthClient<BetterAuthClientOptions<Plugins, Throws, AuthOptions>> {
  return createClient(options as BetterAuthClientOptions, (store) => store) as never;
}
