import type { ReadableAtom } from "@better-auth/client";
// The build of Lynx puts its own React in the place of this one.
import { useCallback, useSyncExternalStore } from "react";
import { asInPage } from "./as-in-page";

/**
 * The present value of a store, in a component that renders again when it changes. Its query is sent from the background
 * thread, once the component is there; the main thread renders the value that the store was made with.
 *
 * @example
 * const session = useStore(authClient.$store.atoms.session);
 */
export function useStore<T>(store: ReadableAtom<T>): T {
  // Computed stores have no value before they are asked. To ask others would begin to listen, on the main thread, too.
  const read = () => (store.init === undefined ? store.get() : (store.value as T));
  const listen = useCallback((onChange: () => void) => asInPage(() => store.listen(onChange)), [store]);
  return useSyncExternalStore(listen, read, read);
}
