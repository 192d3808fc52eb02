import type { Endpoint, SchemaInput } from "@better-auth/core/types";
import type { ClientMethod, OptionalClientMethod } from "./client-method";

/** A path's segment as a property: `verify-totp` is `verifyTotp`. */
export type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

type Nest<Path, Method> = Path extends `/${infer Head}/${infer Tail}`
  ? { [K in CamelCase<Head>]: Nest<`/${Tail}`, Method> }
  : Path extends `/${infer Last}`
    ? { [K in CamelCase<Last>]: Method }
    : unknown; // it has no route

type Body<O> = O extends { metadata: { $Infer: { body: infer B } } }
  ? B
  : O extends { body: infer S }
    ? SchemaInput<S>
    : unknown;

type Query<O> = O extends { metadata: { $Infer: { query: infer Q } } }
  ? Q
  : O extends { query: infer S }
    ? SchemaInput<S>
    : Record<string, unknown> | undefined;

type Input<O> = (undefined extends Body<O> ? Partial<NonNullable<Body<O>>> : Body<O>) &
  (undefined extends Query<O> ? { query?: Query<O> } : { query: Query<O> });

type Method<O, Output> = {} extends Input<O> ? OptionalClientMethod<Input<O>, Output> : ClientMethod<Input<O>, Output>;

type IsHidden<O> = O extends { metadata: { SERVER_ONLY: true } | { isAction: false } | { scope: "server" } }
  ? true
  : false;

type RouteOf<E> =
  E extends Endpoint<infer Path, infer O, infer Output>
    ? IsHidden<O> extends true
      ? unknown
      : Nest<Path, Method<O, Awaited<Output>>>
    : unknown;

/** The routes of a server plugin that publishes no types, as methods of a client. */
export type ServerRoutes<E> = { [K in keyof E]: (route: RouteOf<E[K]>) => void }[keyof E] extends (
  routes: infer R,
) => void
  ? R
  : unknown;
