import { resolveBase } from "../context/call-base";
import { scopeOfContext } from "../context/scope";
import { dispatch } from "../endpoint/dispatch";
import { BetterAuthError } from "../error";
import type { AuthContext, BetterAuthOptions, Middleware } from "../types";
import { buildPipeline, type Ready } from "./build-pipeline";
import { type CollectedEndpoints, collectEndpoints } from "./collect-endpoints";
import { makeApi } from "./make-api";

/** A pipeline of its own around the instance that a context belongs to. */
function around(context: AuthContext, endpoints: CollectedEndpoints): Ready {
  const scope = scopeOfContext(context);
  if (scope === undefined) throw new BetterAuthError("router(context): expected `await auth.$context`.");
  const { instance } = scope;
  const { find } = resolveBase(instance.options, instance.isProduction);
  return buildPipeline(instance, endpoints, { findBase: find, dispatch });
}

/**
 * The endpoints of an instance as methods, and the middlewares of its plugins, for code that wires them by hand.
 *
 * @param context `auth.$context`
 */
export function getEndpoints(
  context: AuthContext | Promise<AuthContext>,
  options: BetterAuthOptions,
): { api: Record<string, unknown>; middlewares: { path: string; middleware: Middleware }[] } {
  const plugins = options.plugins ?? [];
  const endpoints = collectEndpoints(plugins);
  let ready: Promise<Ready> | undefined;
  const getReady = () => (ready ??= Promise.resolve(context).then((found) => around(found, endpoints)));
  return { api: makeApi(endpoints, getReady), middlewares: plugins.flatMap((plugin) => plugin.middlewares ?? []) };
}

/**
 * A handler of requests, and the endpoints behind it, around the context of an instance.
 *
 * @param context `await auth.$context`
 * @throws {BetterAuthError} for a context of no instance
 */
export function router(
  context: AuthContext,
  options: BetterAuthOptions,
): { handler(request: Request): Promise<Response>; endpoints: Record<string, unknown> } {
  const endpoints = collectEndpoints(options.plugins ?? []);
  const ready = around(context, endpoints);
  return { handler: ready.pipeline.handle, endpoints: makeApi(endpoints, () => ready) };
}
