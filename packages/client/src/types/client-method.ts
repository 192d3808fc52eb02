import type { BetterFetch, BetterFetchOption, BetterFetchResponse, ClientError } from "../fetch/options";

/** What the first argument of every call may carry besides the route's own fields. */
export interface CallOptions<Throws extends boolean = boolean> {
  /** Wins over the second argument. */
  fetchOptions?: BetterFetchOption<Throws> | undefined;
}

/** A call that needs an input. */
export type ClientMethod<Input, Data, Throws extends boolean = false> = <const T extends boolean = Throws>(
  input: Input & CallOptions<T>,
  fetchOptions?: BetterFetchOption<T> | undefined,
) => Promise<BetterFetchResponse<Data, ClientError, T>>;

/** A call that can be made with nothing. */
export type OptionalClientMethod<Input, Data, Throws extends boolean = false> = <const T extends boolean = Throws>(
  input?: (Input & CallOptions<T>) | undefined,
  fetchOptions?: BetterFetchOption<T> | undefined,
) => Promise<BetterFetchResponse<Data, ClientError, T>>;

/** Methods of a client whose `fetchOptions` say `throw: true`. */
export type ThrowingMethods<M> = {
  [K in keyof M]: K extends `$${string}`
    ? K extends "$fetch"
      ? BetterFetch<true>
      : M[K]
    : M[K] extends (...args: never[]) => unknown
      ? [keyof M[K]] extends [never]
        ? Throwing<M[K]>
        : Throwing<M[K]> & ThrowingMethods<Pick<M[K], keyof M[K]>>
      : ThrowingMethods<M[K]>;
};

type Throwing<F> =
  F extends OptionalClientMethod<infer Input, infer Data>
    ? OptionalClientMethod<Input, Data, true>
    : F extends ClientMethod<infer Input, infer Data>
      ? ClientMethod<Input, Data, true>
      : F;
