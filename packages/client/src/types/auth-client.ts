import type { ErrorCodesOf, InferOf, SessionOf, SessionPairOf, SignUpFieldsOf, UpdateFieldsOf, UserOf } from "@better-auth/core/types";
import type { ReadableAtom } from "nanostores";
import type { AuthQueryState } from "../store/query";
import type { BaseClient } from "./base-client";
import type { ThrowingMethods } from "./client-method";
import type { ServerRoutes } from "./server-routes";

/** A union becomes an intersection; nothing becomes `unknown`, which adds nothing. */
type Merge<U> = [U] extends [never] ? unknown : (U extends unknown ? (part: U) => void : never) extends (part: infer I) => void ? I : unknown;

type PluginsOf<O> = O extends { plugins?: readonly (infer P)[] | undefined } ? P : never;

/** What the types of a plugin are read from: what it publishes, else its server half. */
type TypedHalf<P> = P extends { readonly $types: unknown } ? P : P extends { $InferServerPlugin: infer S } ? S : never;

type Published<P, K extends string> = P extends { readonly $types: infer T } ? (T extends { readonly [M in K]: infer V } ? V : never) : never;

type Routes<P> = P extends { readonly $types: unknown } ? never : P extends { endpoints: infer E } ? ServerRoutes<E> : never;

type Actions<P> = P extends { readonly $types: unknown } ? never : P extends { getActions: (...args: never[]) => infer A } ? A : never;

type AtomValues<P> = P extends { readonly $types: unknown }
  ? never
  : P extends { getAtoms: (...args: never[]) => infer A }
    ? { [K in keyof A]: A[K] extends { get(): infer V } ? V : never }
    : never;

type OptionsOfAuth<O> = O extends { $InferAuth?: infer A } ? (unknown extends A ? {} : NonNullable<A>) : {};

/** The options of a client, as the server's types read options. */
interface ServerView<O, A = OptionsOfAuth<O>> {
  plugins: readonly (TypedHalf<PluginsOf<O>> | (A extends { plugins: readonly (infer P)[] } ? P : never))[];
  user: A extends { user: infer F } ? F : {};
  session: A extends { session: infer F } ? F : {};
}

type Methods<O, V> = BaseClient<UserOf<V>, SessionOf<V>, SessionPairOf<V>, SignUpFieldsOf<V>, UpdateFieldsOf<V>> &
  Merge<Published<TypedHalf<PluginsOf<O>>, "client"> | Routes<TypedHalf<PluginsOf<O>>> | Actions<PluginsOf<O>>>;

/** What a client has, whatever the framework. */
export type AuthClientMembers<O> = (O extends { fetchOptions?: { throw?: infer T } | undefined }
  ? [T] extends [true]
    ? ThrowingMethods<Methods<O, ServerView<O>>>
    : Methods<O, ServerView<O>>
  : Methods<O, ServerView<O>>) & {
  /** For types only: `typeof authClient.$Infer.Session`. */
  $Infer: InferOf<ServerView<O>>;
  /** For types only: `keyof typeof authClient.$ERROR_CODES`. */
  $ERROR_CODES: ErrorCodesOf<ServerView<O>>;
};

/** The values of a client's stores, by name. */
export type AuthClientAtoms<O> = { session: AuthQueryState<SessionPairOf<ServerView<O>>> } & Merge<
  Published<PluginsOf<O>, "atoms"> | AtomValues<PluginsOf<O>>
>;

/** A hook's name. Signals have none. */
export type HookName<K> = K extends `$${string}` ? never : K extends string ? `use${Capitalize<K>}` : never;

type StoreHooks<A> = { [K in keyof A as HookName<K>]: ReadableAtom<A[K]> };

/** The framework-free client: every hook is the store itself. */
export type AuthClient<O = {}> = AuthClientMembers<O> & StoreHooks<AuthClientAtoms<O>>;
