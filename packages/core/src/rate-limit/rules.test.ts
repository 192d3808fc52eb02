import { describe, expect, it } from "vitest";
import type { BetterAuthPlugin, RateLimitOptions, RateLimitRule } from "../types";
import { compileRules } from "./rules";

const REQUEST = new Request("http://localhost/");
const STRICT = { window: 10, max: 1 };

function find(customRules: RateLimitOptions["customRules"], ofPlugin?: NonNullable<BetterAuthPlugin["rateLimit"]>) {
  const plugins = ofPlugin ? [{ id: "p", rateLimit: ofPlugin }] : [];
  const rules = compileRules({ window: 10, max: 100, customRules }, plugins);
  return (path: string, template = path) => rules.find(REQUEST, path, template);
}

describe("the rule of a request", () => {
  it("is the general one, and a strict one where guessing pays", () => {
    const rule = find({});
    const strict = { window: 10, max: 3 };
    const mail = { window: 60, max: 3 };
    expect(rule("/get-session")).toEqual({ window: 10, max: 100 });
    for (const path of ["/sign-in/email", "/sign-in/social", "/sign-up/email", "/change-password", "/change-email"])
      expect(rule(path), path).toEqual(strict);
    for (const path of [
      "/request-password-reset",
      "/send-verification-email",
      "/sign-in/social/email",
      "/forget-password/email-otp",
    ])
      expect(rule(path), path).toEqual(mail);
    expect(rule("/sign-in/social/email/callback")).toEqual(strict);
    expect(rule("/reset-password")).toEqual({ window: 10, max: 100 });
  });

  it("is the first plugin's that matches, and the user's first before that", () => {
    const ofPlugin = [
      { window: 1, max: 5, pathMatcher: (path: string) => path.startsWith("/sign-in") },
      { window: 1, max: 6, pathMatcher: () => true },
    ];
    expect(find({}, ofPlugin)("/sign-in/email")).toEqual({ window: 1, max: 5 });
    expect(find({ "/ok": false, "/sign-in/*": STRICT, "/**": false }, ofPlugin)("/sign-in/email")).toEqual(STRICT);
    expect(find({ "/ok": false }, ofPlugin)("/ok")).toBe(false);
    expect(find({ "/ok": { window: 20, max: 0 } })("/ok")).toEqual({ window: 20, max: 0 });
  });

  it("is the same for every spelling of a path, whichever comes first", () => {
    const rule = find({ "/ok": STRICT });
    expect(rule("/ok/", "/ok")).toEqual(STRICT);
    expect(rule("/ok", "/ok")).toEqual(STRICT);
    const mail = find({});
    expect(mail("/request-password-reset/", "/request-password-reset")).toEqual({ window: 60, max: 3 });
  });

  it("is found by template and by path where a part of the path varies", () => {
    const asked: string[] = [];
    const ofPlugin = [{ ...STRICT, pathMatcher: (path: string) => asked.push(path) > 0 && /^\/team\/\d+$/.test(path) }];
    const rule = find({ "/team/8": { window: 1, max: 8 }, "/device/:id": STRICT }, ofPlugin);
    expect(rule("/team/7/", "/team/:id")).toEqual(STRICT);
    expect(rule("/team/x", "/team/:id")).toEqual({ window: 10, max: 100 });
    expect(rule("/team/8", "/team/:id")).toEqual({ window: 1, max: 8 });
    expect(rule("/device/1", "/device/:id")).toEqual(STRICT);
    expect(new Set(asked)).toContain("/team/7");
  });

  it("may be a function of the request and the rule so far, which cannot be changed for others", async () => {
    const rule = find({
      "/a": (_request, current) => Object.assign(current, { max: current.max + 1 }),
      "/b": async (request) => request.url === REQUEST.url && STRICT,
      "/c": () => false,
      "/d": () => undefined as unknown as RateLimitRule,
      "/e": async () => undefined as unknown as RateLimitRule,
    });
    expect([rule("/a"), rule("/a")]).toEqual([
      { window: 10, max: 101 },
      { window: 10, max: 101 },
    ]);
    expect(await rule("/b")).toEqual(STRICT);
    expect(rule("/c")).toBe(false);
    expect([rule("/d"), await rule("/e")]).toEqual([
      { window: 10, max: 100 },
      { window: 10, max: 100 },
    ]);
  });

  it("says how long a counter can matter", () => {
    const longest = (options: object, plugins: BetterAuthPlugin[] = []) =>
      compileRules({ window: 10, max: 100, ...options }, plugins).longestWindow;
    expect(longest({})).toBe(60);
    expect(longest({ window: 90 })).toBe(90);
    expect(longest({ customRules: { "/ok": { window: 600, max: 1 }, "/error": false } })).toBe(600);
    expect(longest({}, [{ id: "p", rateLimit: [{ window: 1800, max: 5, pathMatcher: () => true }] }])).toBe(1800);
    expect(longest({ customRules: { "/ok": () => false } })).toBe(86_400);
  });
});
