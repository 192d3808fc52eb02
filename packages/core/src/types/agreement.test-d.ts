import type { Disagreements } from "./agreement";
import type { SessionBodyInput, SessionInput } from "./api";
import type { ApiMethod, CallInput, Endpoint, OptionalApiMethod } from "./endpoint";
import type { StandardSchema } from "./standard-schema";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

interface Points {
  id: string;
  total: number;
  note: string | undefined;
}
interface RedeemBody {
  id: string;
  amount?: number | undefined;
}
interface FindQuery {
  isOpen?: boolean | undefined;
  tag?: string | undefined;
}
type Redeem = Endpoint<"/points/redeem", { method: "POST"; body: StandardSchema<RedeemBody> }, Points>;
type List = Endpoint<"/points/list", { method: "GET"; requireHeaders: true }, Points[]>;
type Find = Endpoint<
  "/points/:id",
  {
    query: StandardSchema<
      { isOpen?: boolean | "true" | "false" | undefined; tag?: string | string[] | undefined } | undefined
    >;
  },
  Points | null
>;
type Count = Endpoint<string, {}, { count: number }>;

/** What is written agrees with the endpoints. */
interface Agreeing {
  redeem: ApiMethod<SessionBodyInput<RedeemBody>, { id: string; total: number; note?: string | undefined }>;
  list: ApiMethod<SessionInput, Points[]>;
  find: ApiMethod<
    CallInput & {
      params: { id: string };
      query?: { isOpen?: boolean | undefined; tag?: string | undefined } | undefined;
    },
    Points | null
  >;
  count: OptionalApiMethod<CallInput, { count: number }>;
}
interface Endpoints {
  redeem: Redeem;
  list: List;
  find: Find;
  count: Count;
}

/** One thing is written wrong. */
type Wrong<K extends keyof Agreeing, Method> = Disagreements<Omit<Agreeing, K> & { [M in K]: Method }, Endpoints>;

export type Tests = [
  Expect<Equal<Disagreements<Agreeing, Endpoints>, {}>>,
  // a method or an endpoint is missing
  Expect<Equal<Disagreements<Omit<Agreeing, "list">, Endpoints>, { list: "method" }>>,
  Expect<Equal<Disagreements<Agreeing, Omit<Endpoints, "count">>, { count: "endpoint" }>>,
  // the body: a member too many, too few, of another type, of another need; none at all; needed or not
  Expect<
    Equal<Wrong<"redeem", ApiMethod<SessionBodyInput<RedeemBody & { more?: string }>, Points>>, { redeem: "body" }>
  >,
  Expect<Equal<Wrong<"redeem", ApiMethod<SessionBodyInput<{ id: string }>, Points>>, { redeem: "body" }>>,
  Expect<
    Equal<Wrong<"redeem", ApiMethod<SessionBodyInput<{ id: number; amount?: number }>, Points>>, { redeem: "body" }>
  >,
  Expect<
    Equal<Wrong<"redeem", ApiMethod<SessionBodyInput<{ id: string; amount: number }>, Points>>, { redeem: "body" }>
  >,
  Expect<Equal<Wrong<"redeem", ApiMethod<SessionInput, Points>>, { redeem: "body" }>>,
  Expect<
    Equal<Wrong<"redeem", ApiMethod<SessionInput & { body?: RedeemBody | undefined }, Points>>, { redeem: "body" }>
  >,
  Expect<Equal<Wrong<"list", ApiMethod<SessionBodyInput<RedeemBody>, Points[]>>, { list: "body" }>>,
  // query, params, headers
  Expect<Equal<Wrong<"find", ApiMethod<{ params: { id: string } }, Points | null>>, { find: "query" }>>,
  Expect<Equal<Wrong<"find", ApiMethod<{ query?: FindQuery | undefined }, Points | null>>, { find: "params" }>>,
  Expect<Equal<Wrong<"list", ApiMethod<CallInput, Points[]>>, { list: "headers" }>>,
  // the result: a member too many, too few, null or not, of another type
  Expect<Equal<Wrong<"count", OptionalApiMethod<CallInput, { count: number; more?: string }>>, { count: "result" }>>,
  Expect<Equal<Wrong<"count", OptionalApiMethod<CallInput, {}>>, { count: "result" }>>,
  Expect<Equal<Wrong<"count", OptionalApiMethod<CallInput, { count: string }>>, { count: "result" }>>,
  Expect<Equal<Wrong<"count", OptionalApiMethod<CallInput, { count: number } | null>>, { count: "result" }>>,
  Expect<Equal<Wrong<"list", ApiMethod<SessionInput, { id: string }[]>>, { list: "result" }>>,
];
