import type { BetterAuthOptions } from "../types";

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Fills in what is missing. Lists and instances are values, not something to merge. */
function fillDefaults(own: unknown, defaults: unknown): unknown {
  if (own === undefined) return defaults;
  if (!isPlainObject(own) || !isPlainObject(defaults)) return own;
  const merged: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(defaults)) merged[key] = fillDefaults(merged[key], value);
  return merged;
}

/** The user's options win, then the first plugin's, then later ones'. Database hooks and origins are collected elsewhere. */
export function mergeOptions(
  options: BetterAuthOptions,
  ofPlugins: readonly Partial<BetterAuthOptions>[],
): BetterAuthOptions {
  let merged = options;
  for (const { databaseHooks: _hooks, trustedOrigins: _origins, plugins: _plugins, ...defaults } of ofPlugins) {
    merged = fillDefaults(merged, defaults) as BetterAuthOptions;
  }
  return merged;
}
