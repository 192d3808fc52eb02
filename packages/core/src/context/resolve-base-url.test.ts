import { afterEach, describe, expect, it, vi } from "vitest";
import { getBaseURL, isDynamicBaseURLConfig, resolveBaseURL, resolveDynamicBaseURL } from "./resolve-base-url";

afterEach(() => void vi.unstubAllEnvs());
const from = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

describe("a base URL", () => {
  it.each<[Parameters<typeof getBaseURL>, string | undefined]>([
    [[], undefined],
    [["https://a.com"], "https://a.com/api/auth"],
    [["https://a.com/", "/x"], "https://a.com/x"],
    [["https://a.com/own", "/x"], "https://a.com/own"],
    [["https://a.com", "/"], "https://a.com"],
    [[undefined, "/p", from("https://q.com/a/b")], "https://q.com/p"],
    [
      [undefined, "/p", from("https://q.com", { "x-forwarded-host": "f.com", "x-forwarded-proto": "http" })],
      "https://q.com/p",
    ],
    [
      [
        undefined,
        "/p",
        from("https://q.com", { "x-forwarded-host": "f.com", "x-forwarded-proto": "http" }),
        true,
        true,
      ],
      "http://f.com/p",
    ],
    [[undefined, "/p", from("https://q.com", { "x-forwarded-host": "f.com" }), true, true], "https://q.com/p"],
  ])("has its path (%#)", (args, url) => {
    for (const name of ["BETTER_AUTH_URL", "BASE_URL"]) vi.stubEnv(name, "");
    expect(getBaseURL(...args)).toBe(url);
  });

  it.each(["a.com", "ftp://a.com"])("is http or https, and %j is refused", (url) => {
    expect(() => getBaseURL(url)).toThrow("baseURL: expected");
  });

  it("comes from the environment, unless it is not to be asked", () => {
    vi.stubEnv("BETTER_AUTH_URL", "https://env.com");
    expect(getBaseURL(undefined, "/z")).toBe("https://env.com/z");
    expect(getBaseURL(undefined, "/z", undefined, false)).toBeUndefined();
  });

  it("that is found per request is one of the allowed hosts, the fallback, or none", () => {
    const allowed = { allowedHosts: ["a.com", "*.z.com"] };
    expect(resolveDynamicBaseURL(allowed, from("https://q.z.com/y"), "/x")).toBe("https://q.z.com/x");
    expect(resolveDynamicBaseURL(allowed, new Headers({ host: "a.com" }), "/x")).toBe("https://a.com/x");
    expect(() => resolveDynamicBaseURL(allowed, from("https://b.com/y"), "/x")).toThrow("b.com");
    const withFallback = { ...allowed, fallback: "https://fb.com" };
    expect(resolveBaseURL(withFallback, "/x", from("https://b.com"))).toBe("https://fb.com/x");
    expect(resolveBaseURL(withFallback, "/x")).toBe("https://fb.com/x");
    expect(resolveBaseURL(allowed, "/x")).toBeUndefined();
    expect(resolveBaseURL({ ...allowed, protocol: "http" }, "/x", from("https://a.com"))).toBe("http://a.com/x");
  });

  it("of either form is resolved by one function", () => {
    expect(resolveBaseURL("https://a.com", "/x")).toBe("https://a.com/x");
    expect([isDynamicBaseURLConfig({ allowedHosts: [] }), isDynamicBaseURLConfig("https://a.com")]).toEqual([
      true,
      false,
    ]);
  });
});
