const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function merge(target: unknown, source: unknown): unknown {
  if (Array.isArray(target) && Array.isArray(source)) return [...target, ...source];
  if (!isPlain(target) || !isPlain(source)) return source;
  const merged = { ...target };
  for (const [key, value] of Object.entries(source)) {
    // A key of this name would set the prototype.
    if (value !== undefined && key !== "__proto__") merged[key] = merge(merged[key], value);
  }
  return merged;
}

/** A copy of an object with another one laid over it, level by level. Lists are joined, anything else is replaced. */
export function deepmerge<T extends object, S extends object>(target: T, source: S): T & S {
  return merge(target, source) as T & S;
}
