import { atom, type PreinitializedWritableAtom, type ReadableAtom, type WritableAtom } from "nanostores";
import type { BetterFetch, BetterFetchOption, ClientError, ClientFailure, ClientSuccess } from "../fetch/options";
import { whileListened } from "./mount";

/** What may be given to `refetch`. */
export interface RefetchParameters<Query extends object = object> {
  query?: Query | undefined;
}

/** What a query knows at a moment. */
export interface AuthQueryState<T, Query extends object = object> {
  /** Kept while it is fetched again, and when that fails for another reason than a missing session. */
  data: T | null;
  error: ClientError | null;
  /** Nothing to show yet: the first answer is on its way. */
  isPending: boolean;
  /** `data` is there and is being fetched again. */
  isRefetching: boolean;
  refetch: (parameters?: RefetchParameters<Query>) => Promise<void>;
}

/** A store of a query's state. It fetches when somebody starts to listen. */
export type AuthQueryAtom<T, Query extends object = object> = PreinitializedWritableAtom<AuthQueryState<T, Query>>;

/** An atom whose value says nothing, but that it has changed. */
export type Signal = WritableAtom<boolean>;

/** Fetches a query's data. */
export type QueryLoad<T> = (
  parameters: RefetchParameters,
  state: AuthQueryState<T>,
) => Promise<ClientSuccess<T | null> | ClientFailure>;

/** A query and its two other ends. */
export interface Query<T> {
  store: AuthQueryAtom<T>;
  /** Fetches without showing it as pending, unless a request is on its way. */
  refresh: () => void;
  /**
   * Puts data in, so that mounting does not fetch. The same data counts once; said again after something else, it is not
   * taken, but fetched once.
   */
  hydrate: (data: T | null) => void;
}

/**
 * A store that fetches on the tick after it is mounted, and when a signal flips. Of several answers that are on their
 * way at once, only the last asked for counts.
 */
export function createQuery<T>(
  signals: readonly ReadableAtom[],
  load: QueryLoad<T>,
  whileMounted?: () => () => undefined,
): Query<T> {
  let latest = 0;
  let isHydrated: boolean | undefined;
  /** What was hydrated, as text, and how much had been by then. */
  const said = new Map<string, number>();
  /** There while the store is mounted. */
  let firstLoad: ReturnType<typeof setTimeout> | undefined;

  const isBusy = () => store.value.isPending || store.value.isRefetching;
  const isShown = (data: T | null) => JSON.stringify(data) === JSON.stringify(store.value.data);
  const fetchData = async (parameters: RefetchParameters = {}, isBackground?: boolean) => {
    const id = ++latest;
    clearTimeout(firstLoad);
    const before = store.value;
    if (!isBusy()) {
      const isRefetching = isBackground || before.data !== null;
      show({ data: before.data, isRefetching, isPending: !isRefetching });
    }
    let { data, error } = await load(parameters, before).catch((e) => ({ data: null, error: e as ClientError }));
    if (id !== latest) return;
    if (error ? error.status !== 401 : isShown(data)) data = store.value.data;
    show({ data, error });
  };

  const initial: AuthQueryState<T> = {
    data: null,
    error: null,
    isPending: true,
    isRefetching: false,
    refetch: fetchData,
  };
  const store = atom(initial);
  const show = (state: Partial<AuthQueryState<T>>) => store.set({ ...initial, isPending: false, ...state });

  whileListened(store, () => {
    // A server renders what is there; nobody would wait for an answer.
    if (!globalThis.window) return;
    firstLoad = setTimeout(() => isHydrated || fetchData({}, true));
    const stop = whileMounted?.();
    return () => {
      clearTimeout(firstLoad);
      isHydrated = firstLoad = stop?.();
    };
  });

  for (const signal of signals) {
    signal.listen(() => {
      // Nothing that is known is true any more, nor is an answer that is on its way.
      isHydrated = false;
      latest++;
      if (firstLoad) fetchData();
      else store.set(initial);
    });
  }

  return {
    store,
    refresh() {
      if (!isBusy()) fetchData({}, true);
    },
    hydrate(data) {
      // Components say this each time they render, long after the data has moved on; and several components say several.
      const text = JSON.stringify(data);
      const count = said.get(text);
      if (!text || count === said.size) return;
      said.set(text, 0).set(text, said.size);
      // What is said again after something else may be old, as on a page that Back shows again. And so may be what the
      // client has not found out itself, once it has asked. Both are checked, once.
      const wasShown = isShown(data);
      isHydrated = !(latest || count);
      if (!count) show({ data });
      if (!wasShown && !isHydrated && firstLoad) fetchData({}, true);
    },
  };
}

/** A signal, or several. A query fetches again when one of them flips. */
export type SignalSource = ReadableAtom | readonly ReadableAtom[];

/**
 * Makes a store of what a route gives, for a plugin's `getAtoms`. It fetches when it is mounted and when a signal flips.
 *
 * @example
 * getAtoms($fetch) {
 *   const $points = atom(false);
 *   return { $points, points: useAuthQuery<{ total: number }>($points, "/loyalty/points", $fetch, { method: "GET" }) };
 * }
 */
export function useAuthQuery<T>(
  signals: SignalSource,
  path: string,
  $fetch: BetterFetch,
  options?: BetterFetchOption | ((state: AuthQueryState<T>) => BetterFetchOption | undefined) | undefined,
): AuthQueryAtom<T> {
  // Async, so that options which throw are an error of the query's.
  return createQuery<T>("listen" in signals ? [signals] : signals, async ({ query }, state) => {
    const given = typeof options === "function" ? options(state) : options;
    return $fetch<T>(path, { ...given, query: { ...given?.query, ...query }, throw: false });
  }).store;
}
