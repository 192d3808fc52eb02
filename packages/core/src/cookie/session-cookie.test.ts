import { describe, expect, it } from "vitest";
import { getSessionCookie } from "../cookies";

const headers = (cookie: string) => new Headers({ cookie });
const request = (cookie: string) => new Request("http://localhost:3000/", { headers: { cookie } });

describe("getSessionCookie", () => {
  it.each([
    ["headers", headers],
    ["a request", request],
  ])("takes %s", (_, from) => {
    expect(getSessionCookie(from("theme=dark; better-auth.session_token=token.signature%3D"))).toBe("token.signature=");
  });

  it("is null where there is no cookie, an empty one, or one of a name that only looks like it", () => {
    expect(getSessionCookie(new Headers())).toBeNull();
    for (const cookie of ["better-auth.session_token=", "xbetter-auth.session_token=a", "better-auth.session_data=a"])
      expect(getSessionCookie(headers(cookie))).toBeNull();
  });

  it("finds the secure cookie, and takes it before the plain one", () => {
    expect(getSessionCookie(headers("__Secure-better-auth.session_token=a"))).toBe("a");
    expect(getSessionCookie(headers("better-auth.session_token=b; __Secure-better-auth.session_token=a"))).toBe("a");
  });

  it.each([
    ["shop.session_token", { cookiePrefix: "shop" }],
    ["better-auth.sid", { cookieName: "sid" }],
    ["shop.sid", { cookiePrefix: "shop", cookieName: "sid" }],
    ["__Secure-shop.sid", { cookiePrefix: "shop", cookieName: "sid" }],
    ["shop-sid", { cookiePrefix: "shop", cookieName: "sid" }],
  ])("finds %s when told its parts, and not otherwise", (name, settings) => {
    expect(getSessionCookie(headers(`${name}=a`), settings)).toBe("a");
    expect(getSessionCookie(headers(`${name}=a`))).toBeNull();
  });

  it("takes a path, and is not changed by it", () => {
    expect(getSessionCookie(headers("better-auth.session_token=a"), { path: "/shop" })).toBe("a");
  });

  it("does not look at the value: whatever is sent is given back", () => {
    expect(getSessionCookie(headers("better-auth.session_token=anything"))).toBe("anything");
  });
});
