import type { ApiMethod, Endpoint, EndpointInput, OptionalApiMethod } from "./endpoint";

/** Without an index signature: schemas that keep unknown members take the written ones, too. */
type Written<T> = { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };

/** A member that may be undefined may as well be absent: in JSON they are the same. */
type Sent<T> = T extends Date | Response | readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
        [K in keyof T as undefined extends T[K] ? K : never]?: T[K];
      }
    : T;

/** Query values arrive as text, so schemas take text beside a value; only the value is published. */
type Value<T> = boolean extends T ? Exclude<T, "true" | "false"> : string extends T ? Exclude<T, readonly string[]> : T;
type Values<T> = T extends object ? { [K in keyof Written<T>]: Value<Written<T>[K]> } : T;

type Part<Input, K extends string> = Input extends { [M in K]?: infer V } ? V : undefined;
type IsRequired<Input, K extends string> = Input extends { [M in K]: unknown } ? true : false;
type IsSame<A, B> = [A, B] extends [B, A] ? true : false;

type BodyTaken<I, O> = O extends { body: unknown } | { metadata: { $Infer: { body: unknown } } } ? Sent<Written<Part<I, "body">>> : undefined;
type QueryTaken<I, O> = O extends { query: unknown } | { metadata: { $Infer: { query: unknown } } }
  ? Sent<Values<Exclude<Part<I, "query">, undefined>>>
  : undefined;

type InputProblem<Published, Taken, O> =
  | (Sent<Written<Part<Published, "body">>> extends BodyTaken<Taken, O> ? never : "the published body is not accepted")
  | (BodyTaken<Taken, O> extends Sent<Written<Part<Published, "body">>> ? never : "more of the body is accepted than published")
  | (Sent<Exclude<Part<Published, "query">, undefined>> extends QueryTaken<Taken, O> ? never : "the published query is not accepted")
  | (QueryTaken<Taken, O> extends Sent<Exclude<Part<Published, "query">, undefined>> ? never : "more of the query is accepted than published")
  | (IsSame<Part<Published, "params">, Part<Taken, "params">> extends true ? never : "the params are others")
  | (O extends { body: unknown } ? (IsSame<IsRequired<Published, "body">, IsRequired<Taken, "body">> extends true ? never : "only one of them needs a body") : never)
  | (O extends { query: unknown } ? (IsSame<IsRequired<Published, "query">, IsRequired<Taken, "query">> extends true ? never : "only one of them needs a query") : never)
  | (O extends { requireHeaders: true } ? (IsRequired<Published, "headers"> extends true ? never : "headers are needed") : never);

type ResultProblem<Published, Given> =
  | ([Sent<Given>] extends [Sent<Published>] ? never : "the handler's result is not what is published")
  | ([Sent<Published>] extends [Sent<Given>] ? never : "more is published than the handler's result");

type Problem<Method, E> =
  E extends Endpoint<infer P, infer O, infer Given>
    ? Method extends ApiMethod<infer Input, infer Result>
      ? InputProblem<Input, EndpointInput<P, O>, O> | ResultProblem<Result, Awaited<Given>>
      : Method extends OptionalApiMethod<infer Input, infer Result>
        ? InputProblem<Input, EndpointInput<P, O>, O> | ResultProblem<Result, Awaited<Given>>
        : "it is no method"
    : "it is no endpoint";

/**
 * Where a published interface and the endpoints behind it say different things, by method: an empty type when they
 * agree. For type tests, so that what is written down cannot drift from the schemas and the handlers.
 *
 * @example
 * type Nothing<T extends Record<string, never>> = T;
 * export type Test = Nothing<Disagreements<LoyaltyApi, ReturnType<typeof makeLoyaltyEndpoints>>>;
 */
export type Disagreements<Api, Endpoints> = {
  [K in keyof Api | keyof Endpoints as Found<Api, Endpoints, K> extends never ? never : K]: Found<Api, Endpoints, K>;
};

type Found<Api, Endpoints, K> = K extends keyof Api
  ? K extends keyof Endpoints
    ? Problem<Api[K], Endpoints[K]>
    : "there is no endpoint"
  : "it is not published";
