import type { ReadableAtom } from "@better-auth/client";
import {
  getCurrentInstance,
  getCurrentScope,
  onMounted,
  onScopeDispose,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
} from "vue";

/**
 * The present value of a store, as a readonly ref that follows it for as long as the component, or the effect scope, is
 * there. On a server, and until a page that a server has rendered is mounted, it is the value that the store was made with.
 *
 * @example
 * const session = useStore(authClient.$store.atoms.session);
 */
export function useStore<T>(store: ReadableAtom<T>): Readonly<ShallowRef<T>> {
  const isServer = !globalThis.window;
  const component = getCurrentInstance();
  // A component that hydrates has its element before it is mounted, and has to agree with it; on a server none has.
  let isHydrating = component?.vnode.el && !component.isMounted;
  const isFirstRender = isServer || isHydrating;
  // Computed stores have no value of their own.
  const value = shallowRef(isFirstRender && store.init !== undefined ? store.init : store.get()) as ShallowRef<T>;
  // A server renders once, and never says that it is done.
  if (!isServer) {
    const follow = () => {
      if (!isHydrating) value.value = store.get();
    };
    const stop = store.listen(follow);
    if (isHydrating) {
      onMounted(() => {
        isHydrating = false;
        follow();
      });
    }
    if (getCurrentScope()) onScopeDispose(stop);
  }
  return shallowReadonly(value);
}
