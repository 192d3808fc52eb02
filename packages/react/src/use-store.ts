import type { ReadableAtom } from "nanostores";
import { useSyncExternalStore } from "react";

/**
 * The present value of a store, in a component that renders again when it changes. On a server, and while a page
 * hydrates, it is the store's initial value.
 *
 * @example
 * const session = useStore(authClient.$store.atoms.session);
 */
export function useStore<T>(store: ReadableAtom<T>): T {
  return useSyncExternalStore(store.listen as (onChange: () => void) => () => void, store.get, () => store.init as T);
}
