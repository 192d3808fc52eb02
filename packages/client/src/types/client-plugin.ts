import type { ErrorCode } from "@better-auth/core/types";
import type { Atom } from "nanostores";
import type { BetterFetch, BetterFetchPlugin } from "../fetch/options";
import type { BetterAuthClientOptions } from "./client-options";

/** The stores of a client. */
export interface ClientStore {
  atoms: Record<string, Atom>;
  /** Flips a signal, so that whatever depends on it is fetched again. Throws a TypeError for an unknown one. */
  notify(signal: string): void;
  /** Calls back when a store changes; not for its present value. Gives back a function that ends it. */
  listen(signal: string, listener: (value: unknown, oldValue?: unknown) => void): () => void;
}

/** A signal that calls of certain paths flip when they have worked. */
export interface ClientAtomListener {
  matcher: (path: string) => boolean;
  signal: "$sessionSignal" | (string & {});
  /** Called at once; the signal follows 10 ms later. */
  callback?: ((path: string) => void) | undefined;
}

/**
 * The client half of a plugin.
 *
 * @example
 * const loyaltyClient = () =>
 *   ({
 *     id: "loyalty",
 *     $InferServerPlugin: {} as ReturnType<typeof loyalty>,
 *     pathMethods: { "/loyalty/redeem": "POST" },
 *   }) satisfies BetterAuthClientPlugin;
 */
export interface BetterAuthClientPlugin {
  readonly id: string;
  version?: string | undefined;
  /** For types only: the server half, whose routes, fields and error codes the client has. */
  $InferServerPlugin?: object | undefined;
  /** Methods of the client. Groups of the same name are merged; the later plugin wins. */
  getActions?:
    | (($fetch: BetterFetch, $store: ClientStore, options: BetterAuthClientOptions | undefined) => object)
    | undefined;
  /** Stores: `listThings` becomes the hook `useListThings`; a name that starts with `$` is a signal and no hook. */
  getAtoms?: (($fetch: BetterFetch) => Record<string, Atom>) | undefined;
  /** Methods of paths, where the rule (POST with a body, GET without) is wrong. */
  pathMethods?: Readonly<Record<string, "GET" | "POST">> | undefined;
  fetchPlugins?: readonly BetterFetchPlugin[] | undefined;
  atomListeners?: readonly ClientAtomListener[] | undefined;
  /** For types only. */
  $ERROR_CODES?: Readonly<Record<string, ErrorCode>> | undefined;
}

/** What a client plugin adds to the types, written down as a named interface. Leave out what it does not add. */
export interface ClientPluginTypes {
  id: string;
  /** Methods of the client. */
  client?: object;
  /** Values of stores: `{ things: Thing[] }` gives the hook `useThings`. */
  atoms?: object;
  /** Fields of the user that is given out. */
  user?: unknown;
  /** Fields of the session that is given out. */
  session?: unknown;
  /** Fields that sign-up takes besides the core's. */
  signUp?: unknown;
  /** Fields that update-user takes besides the core's. */
  update?: unknown;
  /** Merged into `$Infer`. */
  infer?: object;
  /** Merged into `$ERROR_CODES`. */
  errors?: object;
  /** Replaces the whole result of get-session. */
  sessionPair?: unknown;
}

/** A client plugin that publishes its types. */
export interface ClientPlugin<T extends ClientPluginTypes = ClientPluginTypes> extends BetterAuthClientPlugin {
  readonly id: T["id"];
  /** For types only; not there at run time. */
  readonly $types?: T;
}
