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

type AskOrigins = Extract<BetterAuthOptions["trustedOrigins"], (...args: never[]) => unknown>;

/** One question for all functions that are to be asked for the origins of a request. */
function askAll(functions: readonly AskOrigins[]): AskOrigins {
  return async (request) => (await Promise.all(functions.map((ask) => ask(request)))).flat();
}

/** The user's options win, then the first plugin's, then later ones'. Database hooks and lists of origins are collected elsewhere. */
export function mergeOptions(
  options: BetterAuthOptions,
  ofPlugins: readonly Partial<BetterAuthOptions>[],
): BetterAuthOptions {
  let merged = options;
  for (const { databaseHooks: _hooks, trustedOrigins: _origins, plugins: _plugins, ...defaults } of ofPlugins) {
    merged = fillDefaults(merged, defaults) as BetterAuthOptions;
  }
  const functions = [options, ...ofPlugins].flatMap(({ trustedOrigins }) =>
    typeof trustedOrigins === "function" ? [trustedOrigins] : [],
  );
  return functions.length === 0 ? merged : { ...merged, trustedOrigins: askAll(functions) };
}
