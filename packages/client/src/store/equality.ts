import type { WritableAtom } from "nanostores";

/**
 * Whether two values are the same JSON. The order of keys does not count; dates are compared by their time.
 *
 * @example
 * isJsonEqual({ a: 1, b: [2] }, { b: [2], a: 1 }); // true
 */
export function isJsonEqual(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true;
  if (typeof first !== "object" || typeof second !== "object" || !first || !second) return false;
  if (first instanceof Date || second instanceof Date) return +first === +second;
  const keys = Object.keys(first);
  return (
    Array.isArray(first) === Array.isArray(second) &&
    keys.length === Object.keys(second).length &&
    keys.every((key) => Object.hasOwn(second, key) && isJsonEqual(first[key as never], second[key as never]))
  );
}

/**
 * Makes an atom keep its value, and stay silent, when it is set to an equal one.
 *
 * @example
 * const filters = withEquality(atom({ role: "admin" }), isJsonEqual);
 * filters.set({ role: "admin" }); // no listener is called
 */
export function withEquality<T>(
  store: WritableAtom<T>,
  isEqual: (first: T, second: T) => boolean = isJsonEqual,
): WritableAtom<T> {
  const { set } = store;
  store.set = (value) => {
    if (!isEqual(store.value as T, value)) set(value);
  };
  return store;
}
