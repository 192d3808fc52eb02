import { kebabCase } from "./kebab-case";

/** Calls the route at a path. */
export type RouteCall = (path: string, data: unknown, options: unknown) => unknown;

// A client may be awaited, serialised or asked what it is by accident; none of it is a call.
const isNoPath = /^(then|catch|finally|toJSON|constructor)$/;

/**
 * A function whose properties are functions, and so on: each property is a path segment. What is known by name (actions,
 * atoms) is found first. Every property is made once.
 */
export function createRoute(path: string, call: RouteCall, known: Record<string, unknown> | undefined): unknown {
  // An object with what every object has: text made of a client, as in a log, is no call either.
  const made: Record<string, unknown> = {};
  const resolve = (name: string) => {
    const value = known?.[name];
    return value === undefined || isGroup(value)
      ? createRoute(`${path}/${kebabCase(name)}`, call, value as Record<string, unknown> | undefined)
      : value;
  };
  return new Proxy((data: unknown, options: unknown) => call(path, data, options), {
    get: (_, name) => (typeof name === "symbol" || isNoPath.test(name) ? undefined : (made[name] ??= resolve(name))),
  });
}

/** Whether a value is a group of named things, not a thing itself: stores, lists and instances are things. */
export const isGroup = (value: unknown): value is Record<string, unknown> =>
  (value as object | null)?.constructor === Object && !("subscribe" in (value as object));
