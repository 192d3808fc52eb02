import type { ReadableAtom } from "@better-auth/client";
import type { Readable } from "svelte/store";

/** A store as Svelte knows it: `$session` in a component, `fromStore(session)` for runes. */
export interface AuthStore<T> extends Readable<T> {
  /** The present value. */
  get(): T;
  /** Calls back with each later value. Gives back a function that ends it. */
  listen(listener: (value: T) => void): () => void;
}

/**
 * A store as a server renders it: the value that it was made with, whatever another visitor's request has put in. Nothing is
 * begun that would have to end.
 */
export function asOnServer<T>(store: ReadableAtom<T>): AuthStore<T> {
  // Computed stores have no value of their own.
  const get = () => (store.init === undefined ? store.get() : store.init);
  const listen = () => () => {};
  return {
    get,
    listen,
    subscribe(run) {
      run(get());
      return listen();
    },
  };
}
