import { atom } from "nanostores";
import { expect, it, vi } from "vitest";
import { isJsonEqual, withEquality } from "./equality";

it.each([
  [
    { a: 1, b: [1, { c: null }] },
    { b: [1, { c: null }], a: 1 },
  ],
  [new Date(5), new Date(5)],
  [{ at: new Date(5) }, { at: new Date(5) }],
  [Number.NaN, Number.NaN],
  ["a", "a"],
  [[], []],
])("%j is equal to %j", (first, second) => {
  expect(isJsonEqual(first, second)).toBe(true);
});

it.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [{ a: undefined }, { b: undefined }],
  [[1], { 0: 1 }],
  [new Date(5), new Date(6)],
  [new Date(5), {}],
  [null, {}],
  [null, undefined],
  [1, "1"],
])("%j is not equal to %j", (first, second) => {
  expect(isJsonEqual(first, second)).toBe(false);
  expect(isJsonEqual(second, first)).toBe(false);
});

it("keeps an atom silent for an equal value", () => {
  const store = withEquality(atom({ a: [1] }));
  const first = store.get();
  const listener = vi.fn();
  store.listen(listener);
  store.set({ a: [1] });
  expect(listener).not.toHaveBeenCalled();
  expect(store.get()).toBe(first);
  store.set({ a: [2] });
  expect(listener).toHaveBeenCalledOnce();
});

it("takes another notion of equality", () => {
  const store = withEquality(atom("a"), (first, second) => first.toLowerCase() === second.toLowerCase());
  store.set("A");
  expect(store.get()).toBe("a");
});
