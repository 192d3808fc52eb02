import { describe, expect, it } from "vitest";
import { requestURL } from "./url";

const baseURL = "http://localhost:3000/api/auth";

describe("parameters", () => {
  it("are encoded", () => {
    expect(requestURL("/reset-password/:token/:n", { baseURL, params: { token: "a/b?c#d é", n: 1 } })).toBe(
      `${baseURL}/reset-password/a%2Fb%3Fc%23d%20%C3%A9/1`,
    );
  });

  it.each([".", ".."])("may not be %s, which would lead to another route", (token) => {
    expect(() => requestURL("/reset-password/:token", { baseURL, params: { token } })).toThrow(TypeError);
    expect(() => requestURL("/reset-password/:token/x", { baseURL, params: { token } })).toThrow(TypeError);
  });

  it("cannot leave their segment in any other way", () => {
    for (const token of ["../x", "%2e%2e", "..%2f", "..\\x", "...", "\t.."]) {
      const url = requestURL("/a/:token/b", { baseURL, params: { token } });
      expect(new URL(url).pathname.split("/")).toHaveLength(6);
    }
  });

  it("that are not given leave the path as it is", () => {
    expect(requestURL("/a/:b", { baseURL })).toBe(`${baseURL}/a/:b`);
  });
});

describe("query", () => {
  it("repeats lists, leaves nothing out that is false or 0, and null and undefined in no case in", () => {
    expect(requestURL("/a", { query: { s: "x y&", n: 0, b: false, list: ["1", 2], none: null, not: undefined } })).toBe(
      "/a?s=x+y%26&n=0&b=false&list=1&list=2",
    );
  });

  it("holds dates in ISO form and objects as JSON", () => {
    const url = requestURL("/a", { query: { at: new Date(0), where: { a: 1 } } });
    expect(Object.fromEntries(new URLSearchParams(url.slice(3)))).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      where: '{"a":1}',
    });
  });

  it("follows a query that the path has", () => {
    expect(requestURL("/a?b=1", { query: { c: 2 } })).toBe("/a?b=1&c=2");
  });

  it("leaves no question mark when it is empty", () => {
    expect(requestURL("/a", { query: { b: undefined } })).toBe("/a");
  });
});

it("puts a slash between the base and a path without one", () => {
  expect(requestURL("a", { baseURL })).toBe(`${baseURL}/a`);
});

it("leaves whole URLs as they are", () => {
  expect(requestURL("https://example.com:8443/x", { baseURL })).toBe("https://example.com:8443/x");
});
