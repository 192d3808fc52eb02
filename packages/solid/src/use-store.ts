import type { ReadableAtom } from "@better-auth/client";
import { type Accessor, createSignal, getOwner, onCleanup, onMount, sharedConfig } from "solid-js";

/**
 * The present value of a store, as an accessor that follows it for as long as its owner is there. On a server, and until a
 * page that a server has rendered is mounted, it is the value that the store was made with.
 *
 * It is a signal, not a reconciled store of Solid: a state is replaced as a whole, so that effects that read the accessor
 * run once for each, dates stay dates, and `data` is the same object for as long as nothing changes.
 *
 * @example
 * const session = useStore(authClient.$store.atoms.session);
 */
export function useStore<T>(store: ReadableAtom<T>): Accessor<T> {
  const isServer = !globalThis.window;
  const isHydrating = !isServer && Boolean(sharedConfig.context);
  const isFirstRender = isServer || isHydrating;
  // Computed stores have no value of their own.
  const first = isFirstRender && store.init !== undefined ? store.init : store.get();
  const [value, setValue] = createSignal(first as T);
  if (!isServer) {
    let isHeld = isHydrating;
    const follow = () => {
      if (!isHeld) setValue(store.get as () => T);
    };
    const stop = store.listen(follow);
    if (isHydrating) {
      onMount(() => {
        isHeld = false;
        follow();
      });
    }
    if (getOwner()) onCleanup(stop);
  }
  return value;
}
