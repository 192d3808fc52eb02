import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeAuth } from "../test-support/instance";

const PASSWORD = "correct horse 1";
const from = (address: string) => ({ headers: { "x-forwarded-for": address } });

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

describe("the rate limit", () => {
  it("lets max requests of an address through in a window, and says how long to wait", async () => {
    const { browser } = await makeAuth({ rateLimit: { enabled: true, window: 10, max: 2 } });
    const ok = (address = "198.51.100.1") => browser().get("/ok", from(address));
    expect([(await ok()).status, (await ok()).status]).toEqual([200, 200]);
    vi.setSystemTime(Date.now() + 4000);
    const refused = await ok();
    expect(refused).toMatchObject({
      status: 429,
      body: { code: "TOO_MANY_REQUESTS", message: "Too many requests. Please try again later." },
    });
    expect([refused.headers.get("x-retry-after"), refused.headers.get("retry-after")]).toEqual(["6", "6"]);
    expect(refused.statusText).toBe("Too Many Requests");
    expect((await ok("198.51.100.2")).status).toBe(200);
    expect((await browser().get("/get-session", from("198.51.100.1"))).status).toBe(200);
    vi.setSystemTime(Date.now() + 6000);
    expect((await ok()).status).toBe(200);
  });

  it("is strict where guessing pays, whatever the general limit is", async () => {
    const { browser } = await makeAuth({ rateLimit: { enabled: true, max: 1000 } });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++)
      statuses.push((await browser().post("/sign-in/email", { email: "x@example.com", password: PASSWORD })).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  it("counts all addresses of an IPv6 /64 as one, and everybody without an address together", async () => {
    const { browser } = await makeAuth({ rateLimit: { enabled: true, max: 1 } });
    const status = async (address: string | null) =>
      (await browser().get("/ok", address === null ? {} : from(address))).status;
    expect([
      await status("2001:db8:1:2::1"),
      await status("2001:DB8:1:2:ffff::9"),
      await status("2001:db8:1:3::1"),
    ]).toEqual([200, 429, 200]);
    expect([await status("::ffff:198.51.100.9"), await status("198.51.100.9")]).toEqual([200, 429]);
    expect([await status(null), await status("nonsense"), await status("6.6.6.6, 10.0.0.1")]).toEqual([200, 429, 429]);
  });

  it("takes rules from plugins and from the user, who wins", async () => {
    const plugin = { id: "p", rateLimit: [{ window: 10, max: 1, pathMatcher: (path: string) => path === "/ok" }] };
    const of = async (customRules?: object) => {
      const { browser } = await makeAuth({
        plugins: [plugin],
        rateLimit: { enabled: true, ...(customRules ? { customRules: customRules as never } : {}) },
      });
      return [
        (await browser().get("/ok")).status,
        (await browser().get("/ok")).status,
        (await browser().get("/ok")).status,
      ];
    };
    expect(await of()).toEqual([200, 429, 429]);
    expect(await of({ "/ok": { window: 10, max: 2 } })).toEqual([200, 200, 429]);
    expect(await of({ "/o*": false })).toEqual([200, 200, 200]);
    expect(
      await of({ "/ok": (_request: Request, rule: { max: number }) => ({ window: 10, max: rule.max + 1 }) }),
    ).toEqual([200, 200, 429]);
    expect(await of({ "/ok": { window: 10, max: 0 } })).toEqual([429, 429, 429]);
  });

  it("fails closed when its store fails", async () => {
    const consume = async () => {
      throw new Error("store is down");
    };
    const { browser } = await makeAuth({ rateLimit: { enabled: true, customStorage: { consume } } });
    expect((await browser().get("/ok")).status).toBe(429);
    const allowing = await makeAuth({
      rateLimit: { enabled: true, customStorage: { consume: async () => ({ allowed: true, retryAfter: null }) } },
    });
    expect((await allowing.browser().get("/ok")).status).toBe(200);
  });

  it("asks a custom storage with the key and the rule, and says how long it says to wait", async () => {
    const asked: unknown[] = [];
    const answers = [
      { allowed: true, retryAfter: null },
      { allowed: false, retryAfter: 3.2 },
      { allowed: false, retryAfter: null },
      {},
    ];
    const consume = async (...args: unknown[]) => {
      asked.push(args);
      return answers.shift() as { allowed: boolean; retryAfter: number | null };
    };
    const { browser } = await makeAuth({ rateLimit: { enabled: true, window: 7, customStorage: { consume } } });
    const waits: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      const { status, headers } = await browser().get("/ok", from("198.51.100.1"));
      waits.push([status, headers.get("x-retry-after")]);
    }
    expect(waits).toEqual([
      [200, null],
      [429, "4"],
      [429, "7"],
      [429, "7"],
      [429, "1"],
    ]);
    expect(asked[0]).toEqual(["198.51.100.1|/ok", { window: 7, max: 100 }]);
    asked.length = 0;
    await browser().post("/sign-in/email", { email: "a@example.com", password: "x" });
    expect(asked).toEqual([["no-trusted-ip|/sign-in/email", { window: 7, max: 100 }]]);
  });

  it("refuses wrong rules and unknown proxies with the option's path", async () => {
    const wrong: [object, string][] = [
      [{ rateLimit: { customRules: { "/ok": { window: 0, max: 1 } } } }, 'rateLimit.customRules["/ok"].window'],
      [{ rateLimit: { customRules: { "/ok": { window: 1 } } } }, 'rateLimit.customRules["/ok"].max'],
      [{ rateLimit: { customRules: { "/ok": true } } }, 'rateLimit.customRules["/ok"].window'],
      [{ advanced: { ipAddress: { trustedProxies: ["10.0.0.1", "10.0.0.0/"] } } }, "ipAddress.trustedProxies[1]"],
      [{ advanced: { ipAddress: { trustedProxies: "10.0.0.1" } } }, "ipAddress.trustedProxies"],
      [{ advanced: { ipAddress: { ipv6Subnet: 0 } } }, "ipAddress.ipv6Subnet"],
      [{ advanced: { ipAddress: { ipAddressHeaders: "x-real-ip" } } }, "ipAddress.ipAddressHeaders"],
      [{ advanced: { ipAddress: { ipAddressHeaders: ["x real ip"] } } }, "ipAddress.ipAddressHeaders"],
    ];
    for (const [options, path] of wrong) await expect(makeAuth(options)).rejects.toThrow(path);
  });

  it("says once that no address can be found, and does not count direct calls", async () => {
    const lines: string[] = [];
    const { browser, auth } = await makeAuth({
      rateLimit: { enabled: true },
      logger: { log: (_level, message) => lines.push(message) },
    });
    await browser().get("/ok");
    await browser().get("/ok");
    expect(lines.filter((line) => line.includes("ipAddressHeaders"))).toHaveLength(1);
    for (let i = 0; i < 5; i++) {
      await expect(
        auth.api.signInEmail({ body: { email: "x@example.com", password: PASSWORD } }),
      ).rejects.toMatchObject({ statusCode: 401 });
    }
  });

  it("is on in production only, unless told otherwise", async () => {
    const statuses = async (options: object) => {
      const { browser } = await makeAuth({ rateLimit: { max: 1 }, ...options });
      await browser().get("/ok");
      return (await browser().get("/ok")).status;
    };
    expect(await statuses({})).toBe(200);
    vi.stubEnv("NODE_ENV", "production");
    expect(await statuses({})).toBe(429);
    vi.unstubAllEnvs();
  });
});
