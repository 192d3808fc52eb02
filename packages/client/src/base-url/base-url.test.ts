import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resolveBaseURL } from "./base-url";

const names = [
  "BETTER_AUTH_URL",
  "NEXT_PUBLIC_BETTER_AUTH_URL",
  "PUBLIC_BETTER_AUTH_URL",
  "NUXT_PUBLIC_BETTER_AUTH_URL",
  "NUXT_PUBLIC_AUTH_URL",
  "BASE_URL",
];
const fallbacks = ["NEXT_PUBLIC_AUTH_URL", "NEXTAUTH_URL", "VERCEL_URL"];

beforeEach(() => {
  for (const name of [...names, ...fallbacks]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const onPage = (origin: string) => vi.stubGlobal("window", { location: { origin } });

describe("a base URL of the options", () => {
  it.each([
    [{ baseURL: "http://localhost:3000" }, "http://localhost:3000/api/auth"],
    [{ baseURL: "http://localhost:3000/" }, "http://localhost:3000/api/auth"],
    [{ baseURL: "https://example.com", basePath: "/auth" }, "https://example.com/auth"],
    [{ baseURL: "https://example.com/custom/auth" }, "https://example.com/custom/auth"],
    [{ baseURL: "https://example.com/custom/auth//" }, "https://example.com/custom/auth"],
    [{ baseURL: "https://example.com/custom", basePath: "/auth" }, "https://example.com/custom"],
    [{ baseURL: "chrome-extension://abc" }, "chrome-extension://abc/api/auth"],
    // without types people give a URL
    [{ baseURL: new URL("https://example.com") as never }, "https://example.com/api/auth"],
    [{ baseURL: "/auth" }, "/auth"],
    [{ basePath: "/auth" }, "/auth"],
    // without its slash it would be a part of the host's name
    [{ baseURL: "https://example.com", basePath: "auth" }, "https://example.com/auth"],
    [{ baseURL: "https://example.com", basePath: ".example.net/auth" }, "https://example.com/.example.net/auth"],
    [{ baseURL: "https://example.com", basePath: "/auth/" }, "https://example.com/auth"],
    [{ baseURL: "https://example.com", basePath: "//auth//" }, "https://example.com/auth"],
    [{ baseURL: "https://example.com", basePath: "/" }, "https://example.com"],
    [{ baseURL: "https://example.com", basePath: "" }, "https://example.com"],
    [{}, "/api/auth"],
  ])("%j gives %s", (options, base) => {
    expect(resolveBaseURL(options)).toBe(base);
  });

  it("is that of the page's address where the page has no origin, as in a sandboxed frame", () => {
    onPage("null");
    expect(resolveBaseURL({})).toBe("/api/auth");
  });

  it.each(["example.com", "localhost:3000"])("without a scheme is refused: %s", (baseURL) => {
    expect(() => resolveBaseURL({ baseURL })).toThrow(/baseURL.*scheme/);
  });

  it("comes before environment and page", () => {
    vi.stubEnv("BETTER_AUTH_URL", "https://environment.example");
    onPage("https://page.example");
    expect(resolveBaseURL({ baseURL: "https://option.example" })).toBe("https://option.example/api/auth");
  });
});

describe("the environment", () => {
  it("is asked in order, and before the page", () => {
    onPage("https://page.example");
    for (const name of [...names].reverse()) {
      vi.stubEnv(name, `https://${name.toLowerCase().replaceAll("_", "-")}.example`);
      expect(resolveBaseURL({})).toBe(`https://${name.toLowerCase().replaceAll("_", "-")}.example/api/auth`);
    }
  });

  it("does not count a BASE_URL of /", () => {
    vi.stubEnv("BASE_URL", "/");
    onPage("https://page.example");
    expect(resolveBaseURL({})).toBe("https://page.example/api/auth");
  });

  it("has fallbacks where there is no page", () => {
    vi.stubEnv("VERCEL_URL", "vercel.example");
    expect(resolveBaseURL({ basePath: "/auth" })).toBe("https://vercel.example/auth");
    vi.stubEnv("NEXTAUTH_URL", "https://next.example");
    expect(resolveBaseURL({})).toBe("https://next.example/api/auth");
    vi.stubEnv("NEXT_PUBLIC_AUTH_URL", "https://public.example");
    expect(resolveBaseURL({})).toBe("https://public.example/api/auth");
    onPage("https://page.example");
    expect(resolveBaseURL({})).toBe("https://page.example/api/auth");
  });

  it.each([undefined, {}])("may be missing: process is %j", (value) => {
    vi.stubGlobal("process", value);
    expect(resolveBaseURL({})).toBe("/api/auth");
  });
});
