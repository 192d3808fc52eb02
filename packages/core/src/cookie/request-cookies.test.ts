import { describe, expect, it } from "vitest";
import { HOST_COOKIE_PREFIX, SECURE_COOKIE_PREFIX, stripSecureCookiePrefix } from "./prefix";
import { applySetCookies, setCookieToHeader, setRequestCookie } from "./request-cookies";

describe("the cookies of a request", () => {
  it("are set by name, encoded, and the others stay", () => {
    const headers = new Headers({ cookie: "a=1; b=2" });
    setRequestCookie(headers, "b", "x y;z");
    setRequestCookie(headers, "c", "v==");
    expect(headers.get("cookie")).toBe("a=1; b=x%20y%3Bz; c=v%3D%3D");
  });

  it("have names that are tokens", () => {
    expect(() => setRequestCookie(new Headers(), "a; b", "1")).toThrow("cannot be the name of a cookie");
  });

  it("become what Set-Cookie lines make of them: set, replaced, removed", () => {
    const headers = new Headers({ cookie: "a=1; b=2; c=3; d=4" });
    applySetCookies(headers, [
      "b=%20x; Path=/; HttpOnly",
      "e=5; Expires=Wed, 01 Jan 2098 00:00:00 GMT",
      "a=; Max-Age=0",
      "c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
      "d=4; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    ]);
    expect(headers.get("cookie")).toBe("b=%20x; d=4; e=5");
  });

  it("are, of a name that comes twice, the first: what is read", () => {
    const headers = new Headers({ cookie: "s=a; s=b; t=1" });
    applySetCookies(headers, ["t=2"]);
    expect(headers.get("cookie")).toBe("s=a; t=2");
  });

  it("are none once all are removed", () => {
    const headers = new Headers({ cookie: "a=1" });
    applySetCookies(headers, ["a=; Max-Age=0"]);
    expect(headers.has("cookie")).toBe(false);
  });

  it("are carried over from a response, for clients without a jar", () => {
    const headers = new Headers({ cookie: "old=1" });
    const response = new Response(null, {
      headers: [
        ["set-cookie", "better-auth.session_token=t.s; Path=/; HttpOnly"],
        ["set-cookie", "old=; Max-Age=0"],
      ],
    });
    setCookieToHeader(headers)({ response });
    expect(headers.get("cookie")).toBe("better-auth.session_token=t.s");
    expect(headers.has("set-cookie")).toBe(false);
  });
});

describe("a cookie's name without its prefix", () => {
  it.each([
    ["__Secure-a", "a"],
    ["__Host-a", "a"],
    ["__Secure-__Host-a", "__Host-a"],
    ["__secure-a", "__secure-a"],
    ["a", "a"],
  ])("%s is %s", (name, stripped) => {
    expect(stripSecureCookiePrefix(name)).toBe(stripped);
  });

  it("is one of two", () => {
    expect([SECURE_COOKIE_PREFIX, HOST_COOKIE_PREFIX]).toEqual(["__Secure-", "__Host-"]);
  });
});
