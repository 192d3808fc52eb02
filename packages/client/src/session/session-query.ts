import type { BetterFetch, ClientFailure, ClientSuccess } from "../fetch/options";
import { createQuery, type Query, type Signal } from "../store/query";
import { type SessionRefreshOptions, watchSession } from "./watch-session";

/** What get-session answers, as far as the client looks into it. */
export interface SessionAnswer {
  session: unknown;
  user: unknown;
  /** The session is due for an extension, which the server makes on POST only. */
  needsRefresh?: boolean | undefined;
}

/** Who is signed in, kept fresh while somebody looks. */
export function createSessionQuery(
  $fetch: BetterFetch,
  sessionSignal: Signal,
  options: SessionRefreshOptions | undefined,
): Query<SessionAnswer> {
  const read = async (given: object) => {
    const { data, error } = await $fetch<SessionAnswer | null>("/get-session", { throw: false, ...given });
    const isEmpty = data?.session === null && data.user === null;
    return { data: isEmpty ? null : data, error } as ClientSuccess<SessionAnswer | null> | ClientFailure;
  };
  const query: Query<SessionAnswer> = createQuery<SessionAnswer>(
    [sessionSignal],
    async (parameters) => {
      const first = await read({ query: parameters.query });
      const second = first.data?.needsRefresh && (await read({ query: parameters.query, method: "POST", body: {} }));
      return second && !second.error ? second : first;
    },
    () => watchSession(query.refresh, () => query.store.value.data !== null, sessionSignal, options),
  );
  return query;
}
