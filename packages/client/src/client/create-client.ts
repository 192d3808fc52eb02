import { type Atom, atom, type ReadableAtom, type WritableAtom } from "nanostores";
import { redirectPlugin } from "#redirect-plugin";
import { resolveBaseURL } from "../base-url/base-url";
import { createFetch, mergeOptions } from "../fetch/create-fetch";
import type { BetterFetchOption } from "../fetch/options";

import { createRoute, isGroup } from "../path/route";
import { broadcastSession } from "../session/broadcast-channel";
import { createSessionQuery } from "../session/session-query";
import type { BetterAuthClientOptions } from "../types/client-options";
import type { ClientAtomListener, ClientStore } from "../types/client-plugin";

/** Turns a store into what a framework calls a hook. */
export type BindStore = (store: ReadableAtom) => unknown;

const corePosts = /^\/(sign-out|delete-user|revoke-(other-)?sessions)$/;
const sessionPaths =
  /^\/(sign-out|delete-user|revoke-(other-)?sessions?|sign-(in|up)\/email|update-(user|session)|verify-email|change-(email|password))$/;

/**
 * Makes a client out of its options, for a framework that says what a hook is. Nothing is requested until a call is made
 * or a store is listened to.
 *
 * @example
 * const createAuthClient = (options) => createClient(options, (store) => () => useStore(store));
 */
export function createClient(options: BetterAuthClientOptions = {}, bind: BindStore): unknown {
  const plugins = options.plugins ?? [];
  const base: BetterFetchOption = {
    baseURL: resolveBaseURL(options),
    // Workers of some kinds throw for it.
    ...("credentials" in Request.prototype && { credentials: "include" }),
  };
  const $fetch = createFetch(
    mergeOptions(mergeOptions(base, options.fetchOptions), {
      plugins: [
        ...(options.disableDefaultFetchPlugins ? [] : [redirectPlugin]),
        ...plugins.flatMap((plugin) => plugin.fetchPlugins ?? []),
      ],
    }),
  );

  const $sessionSignal = atom(false);
  const session = createSessionQuery($fetch, $sessionSignal, options.sessionOptions);
  const atoms: Record<string, Atom> = Object.assign(
    { session: session.store, $sessionSignal },
    ...plugins.map((plugin) => plugin.getAtoms?.($fetch)),
  );
  const $store: ClientStore = {
    atoms,
    notify(signal) {
      const store = atoms[signal] as WritableAtom<boolean>;
      store.set(!store.get());
    },
    listen: (signal, listener) => (atoms[signal] as ReadableAtom).listen(listener),
  };

  const listeners: ClientAtomListener[] = [
    { signal: "$sessionSignal", matcher: (path) => sessionPaths.test(path) },
    ...plugins.flatMap((plugin) => plugin.atomListeners ?? []),
  ];
  const pathMethods: Record<string, string> = Object.assign({}, ...plugins.map((plugin) => plugin.pathMethods));

  const call = (path: string, data: unknown, second: unknown) => {
    const { query, fetchOptions, ...fields } = (data ?? {}) as { query?: object; fetchOptions?: BetterFetchOption };
    const given = mergeOptions(mergeOptions(second as BetterFetchOption, fetchOptions), { query });
    const body = { ...fields, ...(given.body as object) };
    return $fetch(path, {
      ...given,
      body,
      method:
        pathMethods[path] ??
        (corePosts.test(path) ? "POST" : (given.method ?? (Object.keys(body).length ? "POST" : "GET"))),
      async onSuccess(context) {
        try {
          await given.onSuccess?.(context);
        } finally {
          // A redirect of a framework is thrown, too: the call has worked all the same.
          const signals = new Set<string>();
          for (const listener of listeners) {
            if (!context.request.disableSignal && listener.matcher(path)) {
              listener.callback?.(path);
              signals.add(listener.signal);
            }
          }
          for (const signal of signals) {
            if (atoms[signal]) setTimeout($store.notify, 10, signal);
            if (signal === "$sessionSignal" && globalThis.window) {
              broadcastSession(path === "/sign-out" ? "signout" : /update/.test(path) ? "updateUser" : "getSession");
            }
          }
        }
      },
    });
  };

  const known: Record<string, unknown> = {
    $fetch,
    $store,
    hydrateSession(data: never) {
      // A server's client is shared by its visitors.
      if (globalThis.window) session.hydrate(data);
    },
  };
  for (const name in atoms) {
    if (name[0] !== "$") known[`use${name[0]?.toUpperCase() + name.slice(1)}`] = bind(atoms[name] as Atom);
  }
  for (const plugin of plugins) merge(known, plugin.getActions?.($fetch, $store, options));
  return createRoute("", call, known);
}

function merge(target: Record<string, unknown>, source: object | undefined) {
  for (const [name, value] of Object.entries(source ?? {})) {
    target[name] = isGroup(value) ? merge({ ...(isGroup(target[name]) && (target[name] as object)) }, value) : value;
  }
  return target;
}
