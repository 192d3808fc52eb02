import type { GenericEndpointContext, Middleware } from "./endpoint";

/** What a matcher looks at. Members that a direct call does not have are absent. */
export type HookEndpointContext = Partial<GenericEndpointContext> & Pick<GenericEndpointContext, "context">;

/** A hook of a plugin: which calls it is for, and what it does. */
export interface PluginHook {
  /** Runs for every call; say `paths` instead where the routes are known. */
  matcher?: ((ctx: HookEndpointContext) => boolean) | undefined;
  /** Route templates the hook is for: indexed once, so it costs the other routes nothing. */
  paths?: readonly string[] | undefined;
  handler: Middleware;
}

/** Hooks of a plugin, in the order they run. */
export interface PluginHooks {
  before?: readonly PluginHook[] | undefined;
  after?: readonly PluginHook[] | undefined;
}
