import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathOf, pathUnder, queryOf } from "./path";

describe("paths", () => {
  it("cuts out the same path that URL finds", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
        const { href, pathname } = new URL(text);
        expect(pathOf(href)).toBe(pathname);
      }),
    );
  });

  it("finds what is left after the base path, and nothing beside it", () => {
    expect(pathUnder("/api/auth/ok", "/api/auth")).toBe("/ok");
    expect(pathUnder("/api/auth", "/api/auth")).toBe("/");
    expect(pathUnder("/api/authx/ok", "/api/auth")).toBeNull();
    expect(pathUnder("/prefix/api/auth/ok", "/api/auth")).toBeNull();
    expect(pathUnder("/ok", "")).toBe("/ok");
  });

  it("reads a query, with a list for what comes twice and without a prototype", () => {
    const query = queryOf("http://x/y?a=1&b=2&a=3&a=4&__proto__=x#b=9");
    expect(query).toEqual(Object.assign(Object.create(null), { a: ["1", "3", "4"], b: "2", ["__proto__"]: "x" }));
    expect(Object.getPrototypeOf(query)).toBeNull();
    expect(queryOf("http://x/y")).toEqual(Object.create(null));
  });

  it("reads many of one name in a time that grows with their number only", () => {
    const start = performance.now();
    expect(queryOf(`http://x/y?${"a=1&".repeat(40_000)}`).a).toHaveLength(40_000);
    // With a copy for each it takes some seconds.
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
