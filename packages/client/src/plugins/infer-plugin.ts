import type { Auth } from "@better-auth/core/types";

/** A client plugin that is nothing but the types of its server half. */
export interface InferredPlugin<ServerPlugin> {
  readonly id: "infer-server-plugin";
  readonly $InferServerPlugin: ServerPlugin;
}

/**
 * A client plugin for a server plugin that has no client half of its own.
 *
 * @example
 * createAuthClient({ plugins: [InferPlugin<ReturnType<typeof loyalty>>()] });
 */
export const InferPlugin = <ServerPlugin>(): InferredPlugin<ServerPlugin> =>
  ({ id: "infer-server-plugin" }) as InferredPlugin<ServerPlugin>;

/** The options that an instance was made with; options stand for themselves. */
export type OptionsOf<A> = A extends Auth<infer O> ? O : A extends { options: infer O } ? O : A;

/**
 * The types of a server, for the option `$InferAuth`.
 *
 * @example
 * import type { auth } from "./auth";
 * createAuthClient({ $InferAuth: InferAuth<typeof auth>() });
 */
export const InferAuth = <A>(): OptionsOf<A> => ({}) as OptionsOf<A>;

type PluginById<O, Id> = O extends { plugins: readonly (infer P)[] } ? Extract<P, { id: Id }> : never;

/**
 * A client plugin for one plugin of a server, found by its id.
 *
 * @example
 * import type { auth } from "./auth";
 * createAuthClient({ plugins: [InferServerPlugin<typeof auth, "loyalty">()] });
 */
export const InferServerPlugin = <A, Id extends string>(): InferredPlugin<PluginById<OptionsOf<A>, Id>> =>
  InferPlugin();
