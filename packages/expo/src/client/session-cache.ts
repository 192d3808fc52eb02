import { type AuthQueryAtom, type ClientStore, parseJSON } from "@better-auth/client";
import type { AdaptedStorage } from "./storage";

/** The last session that the server told of, for the moment after the app has started. */
export interface SessionCache {
  /** Shows it, unless something is known by then. It is asked for all the same. */
  show($store: ClientStore): Promise<void>;
  /** @param answer what get-session answered */
  keep(answer: unknown): Promise<void>;
  /** Another session began, or this one ended: what is kept is of somebody else. */
  forget(): Promise<void>;
}

interface Pair {
  session: { expiresAt: Date };
}

const isPair = (value: unknown): value is Pair =>
  (value as Partial<Pair> | null | undefined)?.session?.expiresAt instanceof Date;

/** A cache in a storage. */
export function createSessionCache(storage: AdaptedStorage, key: string): SessionCache {
  const keep = (answer: unknown) => storage.setItem(key, JSON.stringify(answer ?? null));
  return {
    async show($store) {
      const kept = parseJSON((await storage.getItem(key)) ?? "null");
      const store = $store.atoms.session as AuthQueryAtom<unknown>;
      const state = store.value; // a look with `get` would have it fetched
      if (!isPair(kept) || kept.session.expiresAt.getTime() <= Date.now() || !state.isPending) return;
      store.set({ ...state, data: kept, isPending: false, isRefetching: store.lc > 0 });
    },
    keep,
    async forget() {
      if ((await storage.getItem(key)) !== null) await keep(null);
    },
  };
}
