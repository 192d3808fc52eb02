import { AsyncLocalStorage } from "node:async_hooks";
import { BetterAuthError } from "../error";
import type { DBTransactionAdapter, GenericEndpointContext } from "../types";

/** A transaction that is open, and what waits for its commit. */
export interface OpenTransaction {
  /** What began it, so that it is known whose database it is of. */
  readonly of: DBTransactionAdapter;
  readonly afterCommit: (() => void | Promise<void>)[];
  /** The first write after the commit that failed and that the caller must hear of. */
  failure: { readonly error: unknown } | null;
  /** Committed, or rolled back. Code that nobody waited for may still find it around itself; then it is no longer there. */
  isOver: boolean;
  /** Code of a user or a plugin ran in it, which may have done more than the database can undo. */
  ranForeignCode: boolean;
}

/** What code of users and plugins finds around it, without having been handed it. */
export interface Ambient {
  /** The running call; `null` outside of one. */
  readonly ctx: GenericEndpointContext | null;
  /** The running transaction's adapter, or the instance's own. */
  readonly adapter: DBTransactionAdapter | null;
  readonly transaction: OpenTransaction | null;
  /** Values of `defineRequestState`, shared by nested calls. */
  readonly state: RequestValues;
}

/** Where a call keeps its values; the map is made with the first one. */
export interface RequestValues {
  map: Map<object, unknown> | null;
}

/**
 * Entered only around code of users and plugins and around transactions: core hands its scope on as an argument. It is
 * at module level because the functions that read it are public and take no instance.
 */
const storage = new AsyncLocalStorage<Ambient>();

/** What is around the caller. */
export function currentAmbient(): Ambient | undefined {
  const ambient = storage.getStore();
  if (!ambient?.transaction?.isOver) return ambient;
  return { ...ambient, adapter: ambient.transaction.of, transaction: null };
}

/** Runs code of a user or a plugin with the scope around it. */
export function runInAmbient<T>(ambient: Ambient, work: () => T): T {
  if (ambient.transaction) ambient.transaction.ranForeignCode = true;
  return storage.run(ambient, work);
}

/**
 * The context of the running call.
 * @throws {BetterAuthError} outside of a call
 */
export async function getCurrentAuthContext(): Promise<GenericEndpointContext> {
  const ctx = storage.getStore()?.ctx;
  if (!ctx) {
    throw new BetterAuthError(
      "getCurrentAuthContext(): there is no call around this code. Call it inside an endpoint, a hook or a database hook.",
    );
  }
  return ctx;
}

/** The running transaction's adapter, or the fallback. */
export async function getCurrentAdapter<A extends DBTransactionAdapter>(
  fallback: A,
): Promise<A | DBTransactionAdapter> {
  const ambient = currentAmbient();
  return ambient?.transaction ? (ambient.adapter ?? fallback) : fallback;
}

/** A value of the running call, made when it is first asked for. */
export interface RequestState<T> {
  readonly ref: object;
  get(): Promise<T>;
  set(value: T): Promise<void>;
}

/** Whether there is a call to keep state in. */
export function hasRequestState(): boolean {
  return storage.getStore() !== undefined;
}

/**
 * Defines a value that lives as long as a request.
 *
 * @param init makes the first value
 * @example const attempts = defineRequestState(() => 0);
 */
export function defineRequestState<T>(init: () => T | Promise<T>): RequestState<T> {
  const ref = {};
  function state(): Map<object, unknown> {
    const ambient = storage.getStore();
    if (!ambient) throw new BetterAuthError("Request state: there is no call around this code.");
    return (ambient.state.map ??= new Map());
  }
  return {
    ref,
    async get() {
      const values = state();
      if (!values.has(ref)) {
        const first = await init();
        // Of several who asked at once all get the same.
        if (!values.has(ref)) values.set(ref, first);
      }
      return values.get(ref) as T;
    },
    async set(value) {
      state().set(ref, value);
    },
  };
}
