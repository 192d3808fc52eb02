import { baseEndpoints, statusEndpoints } from "../routes";
import type { AnyEndpoint, BetterAuthPlugin } from "../types";

/** An endpoint of an instance. */
export interface CollectedEndpoint {
  readonly endpoint: AnyEndpoint;
  readonly ofPlugin: boolean;
}

/** Endpoints by their key in `auth.api`. */
export type CollectedEndpoints = ReadonlyMap<string, CollectedEndpoint>;

/** Endpoints by key: a plugin's replaces a built-in one of the same key; ok and error are always the last. */
export function collectEndpoints(plugins: readonly BetterAuthPlugin[]): CollectedEndpoints {
  const endpoints = new Map<string, CollectedEndpoint>();
  for (const [key, endpoint] of Object.entries(baseEndpoints)) endpoints.set(key, { endpoint, ofPlugin: false });
  for (const plugin of plugins) {
    for (const [key, endpoint] of Object.entries(plugin.endpoints ?? {}))
      endpoints.set(key, { endpoint, ofPlugin: true });
  }
  for (const [key, endpoint] of Object.entries(statusEndpoints)) endpoints.set(key, { endpoint, ofPlugin: false });
  return endpoints;
}
