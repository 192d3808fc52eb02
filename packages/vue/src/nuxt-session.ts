import type { AuthQueryAtom, AuthQueryState, BetterAuthClientOptions, ClientStore } from "@better-auth/client";
import { readJSON, resolveBaseURL } from "@better-auth/client/binding";
import { computed, getCurrentInstance, getCurrentScope, onMounted, onScopeDispose, type Ref, shallowRef } from "vue";

/** What {@link NuxtFetch} is called with, besides the URL. */
export interface NuxtFetchOptions {
  /** The same for all components of a page: they share one request, and what the server has read. */
  key: string;
  /** Nothing: once the fetcher has answered, the session's store goes on. */
  watch: [];
  /** Components of a page that ask at the same time share an answer. */
  dedupe: "defer";
  /** And so do those that ask later in the same rendering. */
  getCachedData(key: string, app: NuxtPayload): unknown;
  /** Reads an answer as the client does, with dates as `Date`. */
  parseResponse(text: string): unknown;
  headers?: HeadersInit;
  credentials?: RequestCredentials;
}

/** What a fetcher of Nuxt gives. */
export interface NuxtFetchResult {
  data: Ref<unknown>;
  error: Ref<unknown>;
}

/** The part of a Nuxt application that holds what was fetched for a page. */
export interface NuxtPayload {
  isHydrating?: boolean;
  payload: { data: Record<string, unknown> };
}

/** `useFetch` of Nuxt, or a function around it. */
export type NuxtFetch = (url: string, options: NuxtFetchOptions) => PromiseLike<NuxtFetchResult>;

/** Why a fetcher of Nuxt failed. */
export interface NuxtFetchError extends Error {
  status?: number;
  statusText?: string;
  /** The body of the answer: `{ code, message }`. */
  data?: unknown;
}

/** Who is signed in, as a fetcher of Nuxt has found it. */
export interface NuxtSession<Pair> {
  /** `null` when nobody is; `undefined` when that could not be found out. */
  data: Ref<Pair | null | undefined>;
  isPending: false;
  error: Ref<NuxtFetchError | null | undefined>;
  /** Fetches now. */
  refetch(): Promise<void>;
}

/** What {@link createNuxtSession} needs of a client. */
export interface NuxtClient {
  hydrateSession(session: unknown): void;
  $store: ClientStore;
}

interface SessionAnswer {
  session: unknown;
  user: unknown;
  needsRefresh?: boolean;
}

/**
 * Makes what reads the session with a fetcher of Nuxt: on the server while a page is rendered there, whose answer the browser
 * takes over. From then on the session's store is followed: it hears of sign-in and sign-out here and in other tabs, of the
 * page that comes to the front, and asks once for all components.
 */
export function createNuxtSession(client: NuxtClient, options: BetterAuthClientOptions) {
  const { baseURL, basePath = "/api/auth", fetchOptions = {} } = options;
  const { headers, credentials, jsonParser = readJSON } = fetchOptions;
  const session = client.$store.atoms.session as AuthQueryAtom<SessionAnswer>;
  // Relative when the origin is the page's: only then do fetchers of Nuxt send the visitor's cookies from the server, too.
  const url = baseURL ? resolveBaseURL(options) : `/${basePath}`.replace(/\/+(?=\/|$)/g, "");
  const fetchOptionsOfNuxt: NuxtFetchOptions = {
    key: `better-auth:session:${baseURL || "inferred"}:${basePath}`,
    watch: [],
    dedupe: "defer",
    getCachedData: (key, { isHydrating, payload }) =>
      isHydrating || !globalThis.window ? payload.data[key] : undefined,
    parseResponse(text: string) {
      const answer = jsonParser(text) as SessionAnswer | null;
      return answer?.session === null && answer.user === null ? null : answer;
    },
    ...(headers && { headers: headers as HeadersInit }),
    ...(credentials && { credentials }),
  };

  return async (useFetch: NuxtFetch): Promise<NuxtSession<unknown>> => {
    const follow = createFollower(session);
    let failed: Pick<AuthQueryState<undefined>, "error"> | undefined;
    // What an earlier page has found out is followed since.
    if (!globalThis.window || session.value.isPending) {
      const { data, error } = await useFetch(`${url}/get-session`, fetchOptionsOfNuxt);
      const found = data.value as SessionAnswer | null | undefined;
      if (!globalThis.window) return { data, isPending: false, error, refetch: async () => {} } as NuxtSession<unknown>;
      if (found !== undefined && !error.value) {
        client.hydrateSession(found);
        // The server extends a session on POST only, which the store sends.
        if (found?.needsRefresh) session.value.refetch();
      } else failed = { error: error.value as never };
    }
    const state = follow(failed && { ...session.value, ...failed, data: undefined as never });
    return {
      data: computed(() => state.value.data),
      isPending: false,
      error: computed(() => state.value.error),
      refetch: () => session.value.refetch(),
    } as NuxtSession<unknown>;
  };
}

/** Follows a store from a moment on, in the scope of this one: after an `await` there is none any more. */
function createFollower<T>(store: AuthQueryAtom<T>): (first?: AuthQueryState<T>) => Ref<AuthQueryState<T>> {
  const scope = getCurrentScope();
  const state = shallowRef(store.value);
  // Nothing says a second time that a component is mounted.
  let isMounted = getCurrentInstance()?.isMounted !== false;
  const take = () => {
    if (isMounted) state.value = store.value;
  };
  if (!isMounted) {
    onMounted(() => {
      isMounted = true;
      // A failure is shown until the store knows better.
      if (!store.value.isPending) take();
    });
  }
  return (first = store.value) => {
    state.value = first;
    if (scope?.active) {
      const stop = store.listen(take);
      scope.run(() => onScopeDispose(stop));
    }
    return state;
  };
}
