const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A copy of an object with another one laid over it, level by level. Anything but plain objects is replaced. */
export function deepmerge<T extends object, S extends object>(target: T, source: S): T & S {
  const merged = { ...target } as Record<string, unknown>;
  for (const [key, value] of Object.entries(source)) {
    // A key of this name would set the prototype.
    if (value === undefined || key === "__proto__") continue;
    const known = merged[key];
    merged[key] = isPlain(known) && isPlain(value) ? deepmerge(known, value) : value;
  }
  return merged as T & S;
}
