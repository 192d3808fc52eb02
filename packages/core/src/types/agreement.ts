import type { ApiMethod, Endpoint, EndpointInput, OptionalApiMethod } from "./endpoint";

/** Names of members. An index signature is none: a schema that keeps unknown members takes the written ones, too. */
type Names<T> = T extends object ? keyof { [K in keyof T as string extends K ? never : K]: T[K] } : never;

/** The named members; one that may be undefined may be absent as well, since in JSON they are the same. */
type Sent<T> = T extends Date | Response | readonly unknown[]
  ? T
  : T extends object
    ? { [K in Names<T> as undefined extends T[K] ? never : K]: T[K] } & {
        [K in Names<T> as undefined extends T[K] ? K : never]?: T[K];
      }
    : T;

/** Both ways, and neither has a member that the other has not. */
type IsSame<A, B> = [Sent<A>, Names<A>] extends [Sent<B>, Names<B>]
  ? [Sent<B>, Names<B>] extends [Sent<A>, Names<A>]
    ? true
    : false
  : false;

/** Query values arrive as text, so a schema may take text, or a list of it, beside the value that is published. */
type Value<T> = boolean extends T ? Exclude<T, "true" | "false"> : string extends T ? Exclude<T, readonly string[]> : T;
type Values<T> = T extends object ? { [K in keyof T]: Value<T[K]> } : T;

/** A part of an input: what it may be, and whether it may be left out. */
type Part<Input, Name extends string> = Input extends { [K in Name]: infer V }
  ? V
  : Input extends { [K in Name]?: infer V }
    ? V | undefined
    : undefined;

type HasSchema<O, Name extends string> = O extends
  | { [K in Name]: unknown }
  | { metadata: { $Infer: { [K in Name]: unknown } } }
  ? true
  : false;

/** What an endpoint takes; one without a schema takes nothing that could be published. */
type Body<P, O> = HasSchema<O, "body"> extends true ? Part<EndpointInput<P, O>, "body"> : undefined;
type Query<P, O> = HasSchema<O, "query"> extends true ? Values<Part<EndpointInput<P, O>, "query">> : undefined;

type ProblemOf<Input, Result, P, O, Given> =
  | (IsSame<Part<Input, "body">, Body<P, O>> extends true ? never : "body")
  | (IsSame<Part<Input, "query">, Query<P, O>> extends true ? never : "query")
  | (IsSame<Part<Input, "params">, Part<EndpointInput<P, O>, "params">> extends true ? never : "params")
  | (O extends { requireHeaders: true } ? (undefined extends Part<Input, "headers"> ? "headers" : never) : never)
  | (IsSame<Result, Given> extends true ? never : "result");

type MethodProblem<Method, E> =
  E extends Endpoint<infer P, infer O, infer Given>
    ? Method extends ApiMethod<infer Input, infer Result>
      ? ProblemOf<Input, Result, P, O, Awaited<Given>>
      : Method extends OptionalApiMethod<infer Input, infer Result>
        ? ProblemOf<Input, Result, P, O, Awaited<Given>>
        : "method"
    : "endpoint";

type Problem<Api, Endpoints, K> = K extends keyof Api
  ? K extends keyof Endpoints
    ? MethodProblem<Api[K], Endpoints[K]>
    : "endpoint"
  : "method";

/**
 * Where a published interface and the endpoints behind it say different things, by method: the part of the input that
 * one of them takes and the other does not, or "result". An empty type when they agree. For type tests, so that what is
 * written down cannot drift from the schemas and the handlers.
 *
 * @example
 * type Nothing<T extends Record<string, never>> = T;
 * export type Test = Nothing<Disagreements<LoyaltyApi, ReturnType<typeof makeLoyaltyEndpoints>>>;
 */
export type Disagreements<Api, Endpoints> = {
  [K in keyof Api | keyof Endpoints as Problem<Api, Endpoints, K> extends never ? never : K]: Problem<
    Api,
    Endpoints,
    K
  >;
};
