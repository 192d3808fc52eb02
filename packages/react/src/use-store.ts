import type { ReadableAtom } from "@better-auth/client";
import { useSyncExternalStore } from "react";

/**
 * The present value of a store, in a component that renders again when it changes. On a server, and while a page
 * hydrates, it is the value that the store was made with.
 *
 * @example
 * const session = useStore(authClient.$store.atoms.session);
 */
export function useStore<T>(store: ReadableAtom<T>): T {
  return useSyncExternalStore(
    store.listen as (onChange: () => void) => () => void,
    store.get,
    // Computed stores have no value of their own.
    () => (store.init === undefined ? store.get() : store.init),
  );
}
