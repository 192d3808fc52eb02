import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { betterAuth } from "../auth";
import { getMigrations } from "../db-migration";
import { createAuthEndpoint } from "../endpoint/create-endpoint";
import { compileRules } from "../rate-limit/rules";
import { Browser } from "../test-support/browser";
import { everyControl, prepare, registry, sendControl } from "../test-support/controls";
import { makeAuth, ORIGIN, SECRET } from "../test-support/instance";
import { RACE } from "../test-support/races";
import { openForSeveral } from "../test-support/several-processes";
import { databaseName } from "../test-support/test-database";
import type { BetterAuthOptions, DatabaseOption, SecondaryStorage } from "../types";

const PARALLEL = 100;
const from = (value: string) => ({ headers: { "x-forwarded-for": value } });

/** Requests at once, over instances that share a store. Gives how many were let through. */
async function letThrough(
  instances: readonly { handler(request: Request): Promise<Response> }[],
  value = "198.51.100.1",
) {
  const sent = Array.from({ length: PARALLEL }, (_, i) =>
    new Browser(instances[i % instances.length] as (typeof instances)[number], "x").get("/ok", from(value)),
  );
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  return statuses.filter((status) => status === 200).length;
}

function atTheEdge(over: Partial<BetterAuthOptions>, window = 60) {
  return betterAuth({
    baseURL: ORIGIN,
    secret: SECRET,
    logger: { disabled: true },
    ...over,
    rateLimit: { enabled: true, window, max: 3, ...over.rateLimit },
  });
}

function countingStorage(): SecondaryStorage {
  const counts = new Map<string, number>();
  return {
    get: () => null,
    set: () => {},
    delete: () => {},
    getAndDelete: () => null,
    async increment(key) {
      await new Promise((resolve) => setImmediate(resolve));
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return counts.get(key) as number;
    },
  };
}

describe("a hundred requests at once against a limit of three let three through (advisory 9)", () => {
  it("in memory", async () => {
    expect(await letThrough([atTheEdge({})])).toBe(3);
  });

  it(`in ${databaseName}, with several processes, at the start of the first window and of the next`, RACE, async () => {
    const databases = await openForSeveral();
    const rateLimit = { storage: "database" as const };
    await (await getMigrations({ database: databases[0] as DatabaseOption, rateLimit })).runMigrations();
    const start = () => databases.map((database) => atTheEdge({ database, rateLimit }));
    const first = start();
    expect(await letThrough(first)).toBe(3);
    const { adapter } = await (first[0] as (typeof first)[number]).$context;
    const rows = () => adapter.findMany<{ count: number; lastRequest: number }>({ model: "rateLimit" });
    const lastRequest = Number((await rows())[0]?.lastRequest) - 60_000;
    await adapter.updateMany({ model: "rateLimit", where: [], update: { lastRequest } });
    expect(await letThrough(start())).toBe(3);
    expect((await rows()).map(({ count }) => count)).toEqual([3]);
  });

  it("in the rows of the memory adapter", async () => {
    const database = memoryAdapter({});
    const instances = [1, 2].map(() => atTheEdge({ database, rateLimit: { storage: "database" } }));
    expect(await letThrough(instances)).toBe(3);
  });

  it("with an adapter of others, which only knows create and the unique index", async () => {
    const rows = memoryAdapter({});
    const instance = atTheEdge({
      database: (options) => {
        const { createIfAbsent: _ours, ...others } = rows(options);
        return others;
      },
      rateLimit: { storage: "database" },
    });
    expect(await letThrough([instance])).toBe(3);
  });

  it("and more through where a store reads before it writes, so that these tests can tell", async () => {
    const rows = memoryAdapter({});
    const instance = atTheEdge({
      database: (options) => {
        const ours = rows(options);
        const incrementOne: typeof ours.incrementOne = async ({ model, where, increment, set }) => {
          const row = await ours.findOne<Record<string, number>>({ model, where });
          if (row === null) return null;
          const counts = Object.entries(increment).map(([field, by]) => [field, (row[field] ?? 0) + by]);
          const update = { ...set, ...Object.fromEntries(counts) };
          return ours.update({ model, where: where.slice(0, 1), update });
        };
        return { ...ours, incrementOne };
      },
      rateLimit: { storage: "database" },
    });
    expect(await letThrough([instance])).toBeGreaterThan(3);
  });

  it("in a secondary storage", async () => {
    const secondaryStorage = countingStorage();
    const instances = [1, 2].map(() => atTheEdge({ secondaryStorage }));
    expect(await letThrough(instances)).toBe(3);
  });
});

describe("who a request is counted as", () => {
  const statusesOf = async (values: readonly string[], over: Partial<BetterAuthOptions> = {}) => {
    const { browser } = await makeAuth({ ...(over as object), rateLimit: { enabled: true, window: 60, max: 1 } });
    const statuses: number[] = [];
    for (const value of values) statuses.push((await browser().get("/ok", from(value))).status);
    return statuses;
  };

  it("is a whole /64 of IPv6, and one address in all of its spellings (advisory 8)", async () => {
    const network = Array.from({ length: 64 }, (_, i) => `2001:db8:1:2:${(i * 997).toString(16)}::${i.toString(16)}`);
    expect(new Set((await statusesOf(network)).slice(1))).toEqual(new Set([429]));
    const mapped = ["1.2.3.4", "::ffff:1.2.3.4", "::ffff:0102:0304", "::FFFF:1.2.3.4", "0:0:0:0:0:ffff:102:304"];
    expect(await statusesOf(mapped)).toEqual([200, 429, 429, 429, 429]);
    const spelled = ["2001:db8::1", "2001:DB8::1", "2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8:0:0:0::1"];
    expect(await statusesOf(spelled)).toEqual([200, 429, 429, 429]);
    expect(await statusesOf(["2001:db8:1:2::1", "2001:db8:1:3::1"])).toEqual([200, 200]);
  });

  it("is not what the client writes into X-Forwarded-For (advisory 40)", async () => {
    const spoofed = ["6.6.6.1, 198.51.100.1", "6.6.6.2, 198.51.100.1", "6.6.6.3,198.51.100.1"];
    expect(await statusesOf(spoofed)).toEqual([200, 429, 429]);
    const behindProxy = { advanced: { ipAddress: { trustedProxies: ["10.0.0.0/8"] } } };
    const chains = ["6.6.6.1, 198.51.100.1, 10.0.0.1", "6.6.6.2, 198.51.100.1, 10.0.0.2", "198.51.100.1, 10.0.0.3"];
    expect(await statusesOf([...chains, "198.51.100.1, 198.51.100.2, 10.0.0.1"], behindProxy)).toEqual([
      200, 429, 429, 200,
    ]);
  });

  it("is somebody even without an address (advisory 41)", async () => {
    const { browser } = await makeAuth({ rateLimit: { enabled: true, window: 60, max: 1 } });
    expect([(await browser().get("/ok")).status, (await browser().get("/ok")).status]).toEqual([200, 429]);
    const signIn = async () =>
      (await browser().post("/sign-in/email", { email: "a@example.com", password: "x" })).status;
    expect([await signIn(), await signIn(), await signIn(), await signIn()].slice(-1)).toEqual([429]);
  });

  it("is the same whatever garbage stands in the headers of proxies (advisory 96)", async () => {
    const headers = ["x-forwarded-for", "x-real-ip", "cf-connecting-ip"];
    const garbage = [
      "",
      " ",
      ",",
      "unknown",
      "1.2.3",
      "01.2.3.4",
      "1.2.3.4:80",
      "[::1]",
      "::ffff:999.1.1.1",
      "ÿ",
      "%00",
      "'",
      "a".repeat(5000),
    ];
    const { browser } = await makeAuth({
      advanced: { ipAddress: { ipAddressHeaders: headers } },
      rateLimit: { enabled: true, window: 60, max: 1 },
    });
    expect((await browser().get("/ok")).status).toBe(200);
    for (const value of garbage) {
      const sent = Object.fromEntries(headers.map((name) => [name, value]));
      expect((await browser().get("/ok", { headers: sent })).status, JSON.stringify(value)).toBe(429);
    }
  });
});

describe("routes where guessing pays", () => {
  const rules = compileRules({ window: 10, max: 100 }, []);
  const strict = everyControl.filter(([key, { method, path }]) => {
    const template = registry[key]?.path as string;
    const rule = rules.find(new Request(`${ORIGIN}${path}`, { method }), path, template);
    return (rule as { max: number }).max < 100;
  });

  it("are those of the core that are known", () => {
    expect(strict.map(([key]) => key).sort()).toEqual([
      "changeEmail",
      "changePassword",
      "requestPasswordReset",
      "sendVerificationEmail",
      "signInEmail",
      "signInSocial",
      "signInSocialEmail",
      "signInSocialEmailCallback",
      "signUpEmail",
    ]);
  });

  it.each(strict.filter(([, { body }]) => body?.email))("%s says which account a request is about", (key) => {
    expect(registry[key]?.options.metadata?.accountField).toBe("email");
  });

  it.each(strict)("%s ends after three requests, with an address and without", async (_key, control) => {
    for (const headers of [{}, { "x-forwarded-for": "198.51.100.1" }]) {
      const { browser } = await prepare(control, {
        rateLimit: { enabled: true },
      });
      const statuses: number[] = [];
      const jar = [...browser.jar];
      for (let i = 0; i < 5; i++) {
        // The same request each time, also where the first one has signed in.
        browser.jar.clear();
        for (const [name, value] of jar) browser.jar.set(name, value);
        statuses.push((await sendControl(browser, control, {}, { headers })).status);
      }
      expect(statuses.map((status) => status === 429)).toEqual([false, false, false, true, true]);
    }
  });
});

describe("the route that a request is counted on (advisory 7)", () => {
  it("is the template, whatever stands in the parts that vary", async () => {
    const item = createAuthEndpoint("/item/:id", { method: "GET" }, async (ctx) => ctx.params.id);
    const { browser } = await makeAuth({
      plugins: [{ id: "items", endpoints: { item } }],
      rateLimit: { enabled: true, window: 60, max: 2 },
      advanced: { skipTrailingSlashes: true },
    });
    const status = async (path: string) => (await browser().get(path, from("198.51.100.1"))).status;
    expect([
      await status("/item/1"),
      await status("/item/2/"),
      await status("/item/3"),
      await status("/item/%34"),
    ]).toEqual([200, 200, 429, 429]);
  });

  it("keeps its rule when another spelling of its path comes first", async () => {
    const { browser } = await makeAuth({
      rateLimit: { enabled: true, window: 60, max: 100, customRules: { "/ok": { window: 60, max: 1 } } },
      advanced: { skipTrailingSlashes: true },
    });
    const status = async (path: string) => (await browser().get(path, from("198.51.100.1"))).status;
    expect([await status("/ok/"), await status("/ok"), await status("/ok/")]).toEqual([200, 429, 429]);
  });
});
