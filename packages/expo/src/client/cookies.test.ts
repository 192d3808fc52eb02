import { describe, expect, it } from "vitest";
import { getCookie, getSetCookie, hasBetterAuthCookies, parseSetCookieHeader } from "./cookies";

const TWO =
  "better-auth.session_token=abc.d%2Be; Max-Age=60; Path=/; HttpOnly; SameSite=Lax, better-auth.state=x; Expires=Wed, 21 Oct 2065 07:28:00 GMT; Path=/";

describe("parseSetCookieHeader", () => {
  it("reads several lines that were joined, dates and all", () => {
    expect(Object.fromEntries(parseSetCookieHeader(TWO))).toEqual({
      "better-auth.session_token": {
        value: "abc.d%2Be",
        "max-age": "60",
        path: "/",
        httponly: true,
        samesite: "Lax",
      },
      "better-auth.state": { value: "x", expires: "Wed, 21 Oct 2065 07:28:00 GMT", path: "/" },
    });
  });

  it("keeps values with = and an empty value, and skips what is no cookie", () => {
    expect(
      [...parseSetCookieHeader("nothing; Path=/, a=b=c; value=evil, d=")].map(([name, { value }]) => [name, value]),
    ).toEqual([
      ["a", "b=c"],
      ["d", ""],
    ]);
  });
});

describe("getSetCookie and getCookie", () => {
  it("keep the cookies of before, and what is new", () => {
    const first = getSetCookie(TWO);
    const second = getSetCookie("better-auth.state=y", first);
    expect(getCookie(second)).toBe("better-auth.session_token=abc.d%2Be; better-auth.state=y");
    const { expires } = JSON.parse(first)["better-auth.session_token"];
    expect(Math.abs(Date.parse(expires) - Date.now() - 60_000)).toBeLessThan(5000);
    expect(JSON.parse(second)["better-auth.state"]).toEqual({ value: "y", expires: null });
  });

  it("forget what is taken away, and what is over", () => {
    expect(getSetCookie("better-auth.session_token=; Max-Age=0", getSetCookie("better-auth.session_token=a"))).toBe(
      "{}",
    );
    const over = JSON.stringify({
      a: { value: "1", expires: "2020-01-01T00:00:00.000Z" },
      b: { value: "2", expires: null },
    });
    expect(getCookie(over)).toBe("b=2");
  });

  it.each([
    ["Max-Age=99999999999999999", "+275760-09-13T00:00:00.000Z"],
    ["Max-Age=99999999999999999; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "+275760-09-13T00:00:00.000Z"],
    ["Max-Age=Infinity", null],
    ["Max-Age", null],
    ["Max-Age=; Expires=Wed, 21 Oct 2065 07:28:00 GMT", "2065-10-21T07:28:00.000Z"],
  ])("keep a cookie with %j", (attributes, expires) => {
    expect(JSON.parse(getSetCookie(`a=1; ${attributes}`))).toEqual({ a: { value: "1", expires } });
  });

  it.each(['{"a":null}', '{"a":5}', '{"a":"b"}', '{"a":{"value":"1"}}', '{"a":{"value":5,"expires":null}}', '["x"]'])(
    "take the part of a text that is not theirs for nothing: %s",
    (text) => {
      const own = { b: { value: "2", expires: null } };
      const both = JSON.stringify({ ...JSON.parse(text), ...own });
      expect(getCookie(both)).toBe("b=2");
      expect(JSON.parse(getSetCookie("c=3", both))).toEqual({ ...own, c: { value: "3", expires: null } });
    },
  );

  it("take text that is not theirs for nothing", () => {
    for (const text of ["", "null", "no JSON", "5"]) {
      expect(getCookie(text)).toBe("");
      expect(getSetCookie("a=1", text)).toBe('{"a":{"value":"1","expires":null}}');
    }
  });
});

it.each([
  ["better-auth.session_token=a", "better-auth", true],
  ["__Secure-better-auth.session_data=a", "better-auth", true],
  ["theme=dark; Path=/better-auth, shop.session_token=a", ["better-auth", "shop"], true],
  ["__cf_bm=a; Path=/", "better-auth", false],
  ["x-better-auth.session_token=a", "better-auth", false],
  ["", "better-auth", false],
])("hasBetterAuthCookies(%j, %j) is %j", (header, prefix, expected) => {
  expect(hasBetterAuthCookies(header, prefix)).toBe(expected);
});
