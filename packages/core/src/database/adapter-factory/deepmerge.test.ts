import { expect, it } from "vitest";
import { deepmerge } from "./deepmerge";

it("lays one object over another: objects level by level, lists one after the other", () => {
  const target = { a: 1, deep: { kept: 1, list: ["a"] }, at: new Date(0) };
  const source = { a: undefined, deep: { list: ["b"], made: null }, at: { is: "replaced" } };
  expect(deepmerge(target, source)).toEqual({
    a: 1,
    deep: { kept: 1, list: ["a", "b"], made: null },
    at: { is: "replaced" },
  });
  expect(target.deep.list, "the first one stays as it was").toEqual(["a"]);
  expect(deepmerge([1], [2])).toEqual([1, 2]);
  expect(deepmerge({ a: 1 }, null as never)).toBeNull();
});

it("sets no prototype", () => {
  const merged = deepmerge({}, JSON.parse('{"__proto__":{"polluted":true}}'));
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  expect(merged).not.toHaveProperty("polluted");
});
