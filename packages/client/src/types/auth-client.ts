import type {
  ErrorCodesOf,
  InferOf,
  Merge,
  PublishedBy,
  SessionOf,
  SessionPairOf,
  SignUpFieldsOf,
  Unpublished,
  UpdateFieldsOf,
  UpdateSessionFieldsOf,
  UserOf,
} from "@better-auth/core/types";
import type { ReadableAtom } from "nanostores";
import type { AuthQueryState } from "../store/query";
import type { BaseClient } from "./base-client";
import type { ThrowingMethods } from "./client-method";
import type { ServerRoutes } from "./server-routes";

type PluginsOf<O> = O extends { plugins?: readonly (infer P)[] | undefined } ? P : never;

type ServerHalf<P> = P extends { $InferServerPlugin: infer S } ? S : never;

/** What the types of a client come from: its plugins, and the server halves of those that publish nothing themselves. */
type Halves<P> = P | ServerHalf<Unpublished<P>>;

type Part<T, K extends string> = T extends { readonly [M in K]: {} } ? T[K] : never;

type Routes<P> = P extends { endpoints: infer E } ? ServerRoutes<E> : never;

type Actions<P> = P extends { getActions: (...args: never[]) => infer A } ? A : never;

type AtomValues<P> = P extends { getAtoms: (...args: never[]) => infer A }
  ? { [K in keyof A]: A[K] extends { get(): infer V } ? V : never }
  : never;

type OptionsOfAuth<O> = O extends { $InferAuth?: infer A } ? (unknown extends A ? {} : NonNullable<A>) : {};

/** Fields that are not known add nothing. */
interface NoFields {
  additionalFields: Record<string, never>;
}

/** The options of a client, as the server's types read options. */
interface ServerView<O, A = OptionsOfAuth<O>> {
  plugins: readonly (Halves<PluginsOf<O>> | (A extends { plugins: readonly (infer P)[] } ? P : never))[];
  user: A extends { user: infer F } ? F : NoFields;
  session: A extends { session: infer F } ? F : NoFields;
}

// `& unknown`, here and below: editors and declarations show what is in it, not the alias.
type Methods<O, V> = BaseClient<
  UserOf<V> & unknown,
  SessionOf<V> & unknown,
  SessionPairOf<V>,
  SignUpFieldsOf<V> & unknown,
  UpdateFieldsOf<V> & unknown,
  UpdateSessionFieldsOf<V> & unknown
> &
  Merge<
    | Part<PublishedBy<Halves<PluginsOf<O>>>, "client">
    | Routes<Unpublished<Halves<PluginsOf<O>>>>
    | Actions<Unpublished<PluginsOf<O>>>
  >;

/** What a client has, whatever the framework. */
export type AuthClientMembers<O> = (O extends { fetchOptions?: { throw?: infer T } | undefined }
  ? [T] extends [true | undefined]
    ? ThrowingMethods<Methods<O, ServerView<O>>>
    : Methods<O, ServerView<O>>
  : Methods<O, ServerView<O>>) & {
  /** For types only: `typeof authClient.$Infer.Session`. */
  $Infer: InferOf<ServerView<O>> & unknown;
  /** For types only: `keyof typeof authClient.$ERROR_CODES`. */
  $ERROR_CODES: ErrorCodesOf<ServerView<O>> & unknown;
};

/** The values of a client's stores, by name. */
export type AuthClientAtoms<O> = { session: AuthQueryState<SessionPairOf<ServerView<O>>> } & Merge<
  Part<PublishedBy<PluginsOf<O>>, "atoms"> | AtomValues<Unpublished<PluginsOf<O>>>
>;

/** A hook's name. Signals have none. */
export type HookName<K> = K extends `$${string}` ? never : K extends string ? `use${Capitalize<K>}` : never;

type StoreHooks<A> = { [K in keyof A as HookName<K>]: ReadableAtom<A[K]> };

/** The framework-free client: every hook is the store itself. */
export type AuthClient<O = {}> = AuthClientMembers<O> & StoreHooks<AuthClientAtoms<O>>;
