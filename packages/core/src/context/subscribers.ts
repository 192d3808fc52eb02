import type { AuthEventType, BetterAuthPlugin, EventSubscriber } from "../types";

/** Who wants which event. */
export interface EventSubscribers {
  /** Run after the commit. */
  readonly later: ReadonlyMap<AuthEventType | "*", readonly EventSubscriber[]>;
  /** Run inside the transaction. */
  readonly durable: ReadonlyMap<AuthEventType | "*", readonly EventSubscriber[]>;
  /** `true` when nobody listens, so that raising an event costs nothing. */
  readonly none: boolean;
}

/** Sorts the plugins' subscribers by event. */
export function compileSubscribers(plugins: readonly BetterAuthPlugin[]): EventSubscribers {
  const later = new Map<AuthEventType | "*", EventSubscriber[]>();
  const durable = new Map<AuthEventType | "*", EventSubscriber[]>();
  for (const subscriber of plugins.flatMap((plugin) => plugin.events ?? [])) {
    const map = subscriber.durable === true ? durable : later;
    for (const type of subscriber.types ?? (["*"] as const)) map.set(type, [...(map.get(type) ?? []), subscriber]);
  }
  return { later, durable, none: later.size + durable.size === 0 };
}
