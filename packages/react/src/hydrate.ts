import type { ClientStore } from "@better-auth/client/types";

/** What {@link hydrateBesideRenders} needs of a client. */
export interface HydratedClient {
  hydrateSession(session: unknown): void;
  $store: ClientStore;
}

/**
 * The client with a `hydrateSession` that components may call while they render: what other components show already
 * changes right after the render, as React wants it.
 */
export function hydrateBesideRenders<C extends HydratedClient>(client: C): C {
  const hydrateSession = (session: unknown) => {
    const hydrate = () => client.hydrateSession(session);
    if (client.$store.atoms.session?.lc) queueMicrotask(hydrate);
    else hydrate();
  };
  return new Proxy(client, {
    get: (_, name) => (name === "hydrateSession" ? hydrateSession : client[name as keyof C]),
  });
}
