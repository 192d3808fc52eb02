import type { ClientPlugin } from "@better-auth/client";

/** What the plugin adds to the client's types. */
export interface CustomSessionClientTypes<Pair> {
  id: "infer-server-plugin";
  sessionPair: Pair;
}

/** An instance, as far as the client half looks at its type. */
export interface WithCustomSession {
  readonly $Infer: { readonly Session: unknown };
}

/**
 * The client half, for types alone: it is told the type of the server's instance.
 *
 * @example
 * import type { auth } from "./auth";
 * createAuthClient({ plugins: [customSessionClient<typeof auth>()] });
 *
 * @example
 * // Where the server is another project:
 * createAuthClient({ plugins: [customSessionClient<{ $Infer: { Session: { roles: string[] } } }>()] });
 */
export function customSessionClient<A extends WithCustomSession = WithCustomSession>(): ClientPlugin<
  CustomSessionClientTypes<A["$Infer"]["Session"]>
> {
  return { id: "infer-server-plugin" };
}
