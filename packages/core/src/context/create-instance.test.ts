import { afterEach, describe, expect, it, vi } from "vitest";
import { betterAuth } from "../auth";
import { makeAuth, ORIGIN, SECRET } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

afterEach(() => vi.unstubAllEnvs());

describe("the options that plugins find", () => {
  it("are resolved: base path, plugins and the secret of the environment stand in them", async () => {
    vi.stubEnv("BETTER_AUTH_SECRET", SECRET);
    const seen: unknown[] = [];
    const looking: BetterAuthPlugin = {
      id: "p",
      init: ({ options }) => void seen.push(options.basePath, options.plugins?.length),
    };
    const auth = betterAuth({
      baseURL: `${ORIGIN}/`,
      logger: { disabled: true },
      plugins: [looking],
    });
    const { options } = await auth.$context;
    expect(seen).toEqual(["/api/auth", 1]);
    expect([options.basePath, options.baseURL, options.secret]).toEqual(["/api/auth", ORIGIN, SECRET]);
    expect(auth.options.secret, "the application's own options are as it wrote them").toBeUndefined();
    const bare = betterAuth({ baseURL: ORIGIN, secret: SECRET, basePath: "/own", logger: { disabled: true } });
    expect((await bare.$context).options).toMatchObject({ basePath: "/own", plugins: [] });
  });

  it("have the origin of the request where the application names none", async () => {
    const seen: unknown[] = [];
    const looking: BetterAuthPlugin = {
      id: "p",
      onRequest: async (_request, { options }) => void seen.push(options.baseURL),
    };
    const { auth } = await makeAuth({ baseURL: undefined, plugins: [looking] });
    for (const host of ["a", "b"]) await auth.handler(new Request(`https://${host}.example.com/api/auth/ok`));
    expect(seen).toEqual(["https://a.example.com", "https://b.example.com"]);
  });
});

describe("trusted origins of a plugin's init", () => {
  it("may be functions, asked for each request beside what the options say", async () => {
    const asked = vi.fn(async () => ["https://asked.example.com"]);
    const { auth, browser } = await makeAuth({
      trustedOrigins: ["https://own.example.com"],
      plugins: [
        { id: "a", init: () => ({ options: { trustedOrigins: asked } }) },
        { id: "b", init: () => ({ options: { trustedOrigins: ["https://listed.example.com"] } }) },
      ],
    });
    const statusFrom = async (origin: string) =>
      (await browser().post("/sign-out", {}, { headers: { origin, cookie: "a=1" } })).status;
    for (const name of ["own", "asked", "listed"])
      expect(await statusFrom(`https://${name}.example.com`), name).toBe(200);
    expect(await statusFrom("https://evil.example.com")).toBe(403);
    expect(asked).toHaveBeenCalledTimes(4);
    expect((await auth.$context).trustedOrigins).toContain("https://own.example.com");
  });
});
