import { methodsOf } from "../endpoint/call-bare";
import { baseEndpoints, statusEndpoints } from "../routes";
import type { AnyEndpoint, BetterAuthOptions, Logger } from "../types";

/** Who brings which endpoint. */
interface Claim {
  readonly owner: string;
  readonly endpoint: AnyEndpoint;
}

/** A plugin's endpoint replaces the core's of the same key, so that the core claims nothing for it. */
function claimsOf({ plugins = [] }: BetterAuthOptions): Claim[] {
  const ofPlugins = plugins.flatMap((plugin) =>
    Object.entries(plugin.endpoints ?? {}).map(([key, endpoint]) => ({ owner: plugin.id, key, endpoint })),
  );
  const replaced = new Set(ofPlugins.map(({ key }) => key));
  const ofCore = Object.entries({ ...baseEndpoints, ...statusEndpoints })
    .filter(([key]) => !replaced.has(key))
    .map(([key, endpoint]) => ({ owner: "core", key, endpoint }));
  return [...ofCore, ...ofPlugins];
}

/** Logs an error for each route that two plugins, or a plugin and the core, claim with one method: only one of them answers. */
export function checkEndpointConflicts(options: BetterAuthOptions, logger: Pick<Logger, "error">): void {
  const owners = new Map<string, string>();
  for (const { owner, endpoint } of claimsOf(options)) {
    if (endpoint.path === undefined || endpoint.options.metadata?.SERVER_ONLY === true) continue;
    for (const method of methodsOf(endpoint.options)) {
      const route = `${method} ${endpoint.path}`;
      const first = owners.get(route);
      if (first === undefined) owners.set(route, owner);
      else logger.error(`plugins: "${first}" and "${owner}" both claim ${route}; only one of them answers.`);
    }
  }
}
