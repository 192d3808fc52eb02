import { methodsOf } from "../../endpoint/call-bare";
import { parseTemplate } from "../../endpoint/router";
import { baseEndpoints, statusEndpoints } from "../../routes";
import type { AnyEndpoint, BetterAuthOptions, Logger } from "../../types";
import { type Claim, CORE, findConflicts, type Owner, ownersOf, replaces } from "./claim";

/** An endpoint, and who brings it. */
interface Brought {
  readonly owner: Owner;
  /** In `auth.api`. */
  readonly key: string;
  readonly endpoint: AnyEndpoint;
}

const ofCore = (endpoints: Readonly<Record<string, AnyEndpoint>>): Brought[] =>
  Object.entries(endpoints).map(([key, endpoint]) => ({ owner: CORE, key, endpoint }));

/**
 * Without those that are replaced on purpose: the core's by any plugin's of the same key, and a plugin's by one that depends
 * on it. Nobody replaces ok and error.
 */
function bring(options: BetterAuthOptions): Brought[] {
  const ofPlugins = ownersOf(options).flatMap(({ plugin, owner }) =>
    Object.entries(plugin.endpoints ?? {}).map(([key, endpoint]) => ({ owner, key, endpoint })),
  );
  const taken = new Set(ofPlugins.map(({ key }) => key));
  const isReplaced = (one: Brought) =>
    ofPlugins.some(({ key, owner }) => key === one.key && replaces(owner, one.owner));
  return [
    ...ofCore(statusEndpoints),
    ...ofCore(baseEndpoints).filter(({ key }) => !taken.has(key)),
    ...ofPlugins.filter((one) => !isReplaced(one)),
  ];
}

/** Names of params make no difference: what stands there matches both. What may be empty is another shape. */
function shapeOf(path: string): string {
  return parseTemplate(path)
    .map((segment) => {
      if (segment.kind === "literal") return `/${segment.text}`;
      return `/:${segment.kind}${["0", "_"].includes(segment.name) ? "?" : ""}`;
    })
    .join("");
}

function claimRoutes(brought: readonly Brought[]): Claim[] {
  return brought.flatMap(({ owner, endpoint }) => {
    const { path, options } = endpoint;
    if (path === undefined || options.metadata?.SERVER_ONLY === true) return [];
    const methods = methodsOf(options).filter((method) => method !== "*");
    return methods.map((method) => ({
      owner,
      key: `route ${method} ${shapeOf(path)}`,
      name: `${method} ${path}`,
      mend: { of: "endpoint", another: "path" },
    }));
  });
}

/** Methods of `auth.api`, and routes. */
export function claimEndpoints(options: BetterAuthOptions): Claim[] {
  const brought = bring(options);
  const methods = brought.map(({ owner, key }) => ({
    owner,
    key: `method ${key}`,
    name: `auth.api.${key}`,
    mend: { of: "endpoint", another: "key" },
    isReplaceable: true,
  }));
  return [...methods, ...claimRoutes(brought)];
}

/**
 * Logs an error for each route that two plugins, or a plugin and the core, claim with one method: only one of them answers.
 * For routers that are wired by hand; `betterAuth()` refuses them.
 */
export function checkEndpointConflicts(options: BetterAuthOptions, logger: Pick<Logger, "error">): void {
  for (const { first, second } of findConflicts(claimRoutes(bring(options)))) {
    logger.error(
      `plugins: "${first.owner.name}" and "${second.owner.name}" both claim ${second.name}; only one of them answers.`,
    );
  }
}
