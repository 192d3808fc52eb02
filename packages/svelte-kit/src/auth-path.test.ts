import { BetterAuthError } from "@better-auth/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type AuthPathOptions, isAuthPath } from "./auth-path";

afterEach(() => void vi.unstubAllEnvs());

const baseURL = "https://example.com";

describe("isAuthPath", () => {
  it.each<[url: string, options: AuthPathOptions]>([
    ["https://example.com/api/auth/ok", { baseURL }],
    ["https://example.com/api/auth/", { baseURL }],
    ["https://example.com/api/auth/sign-in/email?x=1#y", { baseURL }],
    ["https://example.com:443/api/auth/ok", { baseURL }],
    ["https://EXAMPLE.com/api/x/../auth/ok", { baseURL }],
    ["https://example.com/api/auth/ok", { baseURL: "https://example.com/" }],
    ["https://example.com/own/ok", { baseURL: "https://example.com/own/" }],
    ["https://example.com/x/ok", { baseURL, basePath: "/x/" }],
    ["https://example.com/x/ok", { baseURL, basePath: "x" }],
    ["https://example.com/ok", { baseURL, basePath: "/" }],
    ["http://anywhere.example/api/auth/ok", {}],
    ["http://anywhere.example/x/ok", { basePath: "/x" }],
    ["http://a.example/api/auth/ok", { baseURL: { allowedHosts: ["a.example"] } }],
    // The instance says of hosts that it does not know what is wrong with them.
    ["http://b.example/api/auth/ok", { baseURL: { allowedHosts: ["a.example"] } }],
    ["http://b.example/x/ok", { baseURL: { allowedHosts: ["a.example"], fallback: baseURL }, basePath: "/x" }],
  ])("%s is for an instance with %j", (url, options) => {
    expect(isAuthPath(url, options)).toBe(true);
  });

  it.each<[url: string, options: AuthPathOptions]>([
    ["https://example.com/api/auth", { baseURL }],
    ["https://example.com/api/authx/ok", { baseURL }],
    ["https://example.com/x/api/auth/ok", { baseURL }],
    ["https://example.com/dashboard?next=/api/auth/ok", { baseURL }],
    ["https://example.com/#/api/auth/ok", { baseURL }],
    ["https://example.com/api/%61uth/ok", { baseURL }],
    ["https://example.com/api%2Fauth/ok", { baseURL }],
    ["https://example.com//api/auth/ok", { baseURL }],
    ["https://example.com/api//auth/ok", { baseURL }],
    ["https://example.com/API/auth/ok", { baseURL }],
    ["http://example.com/api/auth/ok", { baseURL }],
    ["https://example.com:8443/api/auth/ok", { baseURL }],
    ["https://example.com.evil.example/api/auth/ok", { baseURL }],
    ["https://example.com@evil.example/api/auth/ok", { baseURL }],
    ["https://www.example.com/api/auth/ok", { baseURL }],
    ["https://example.com/api/auth/ok", { baseURL: "https://example.com/own" }],
    ["https://example.com/api/auth/ok", { baseURL, basePath: "/x" }],
    ["http://a.example/api/authx/ok", { baseURL: { allowedHosts: ["a.example"] } }],
    ["http://anywhere.example/api/authx/ok", {}],
  ])("%s is not for an instance with %j", (url, options) => {
    expect(isAuthPath(url, options)).toBe(false);
  });

  it("knows of the base URL in the environment", () => {
    vi.stubEnv("BETTER_AUTH_URL", "https://example.com/own");
    expect(isAuthPath("https://example.com/own/ok", {})).toBe(true);
    expect(isAuthPath("https://example.com/api/auth/ok", {})).toBe(false);
    expect(isAuthPath("http://example.com/own/ok", {})).toBe(false);
    expect(isAuthPath("http://a.example/api/auth/ok", { baseURL: { allowedHosts: ["a.example"] } })).toBe(true);
  });

  it("takes absolute URLs", () => {
    expect(() => isAuthPath("/api/auth/ok", { baseURL })).toThrow(TypeError);
    expect(() => isAuthPath("https://example.com/api/auth/ok", { baseURL: "example.com" })).toThrow(BetterAuthError);
  });
});
