import type { BetterFetch } from "../fetch/options";
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
    const answer = await $fetch<SessionAnswer | null>("/get-session", { throw: false, ...given });
    if (answer.data?.session === null && answer.data.user === null) answer.data = null;
    return answer;
  };
  const session: Query<SessionAnswer> = createQuery<SessionAnswer>(
    [sessionSignal],
    async ({ query }) => {
      const first = await read({ query });
      const second = first.data?.needsRefresh && (await read({ query, method: "POST", body: {} }));
      return second && !second.error ? second : first;
    },
    () => watchSession(session.refresh, () => session.store.value.data, sessionSignal, options),
  );
  return session;
}
