import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getCookieCache } from "../../cookies";
import { makeAuth, SECRET } from "../../test-support/instance";
import type { CookieCacheOptions } from "../../types";

const DATA = "better-auth.session_data";
const NEXT = "Zr8mQ1wEt6YuI3oPa5SdFg7HjK9lXc2V";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function signedIn(
  cookieCache: CookieCacheOptions = {},
  options: NonNullable<Parameters<typeof makeAuth>[0]> = {},
) {
  const { browser } = await makeAuth({
    ...options,
    session: { ...options.session, cookieCache: { enabled: true, ...cookieCache } },
  });
  const alice = browser();
  await alice.signUp();
  return alice;
}
const requestWith = (headers: Headers) => new Request("http://localhost:3000/page", { headers });

describe.each(["compact", "jwt", "jwe"] as const)("getCookieCache (%s)", (strategy) => {
  it("reads the session of a request with nothing but the secret", async () => {
    const alice = await signedIn({ strategy });
    const expected = {
      session: { token: expect.any(String), expiresAt: new Date(Date.now() + 604_800_000), createdAt: new Date() },
      user: { email: "alice@example.com", updatedAt: new Date() },
      updatedAt: Date.now(),
      version: "1",
    };
    expect(await getCookieCache(alice.headers(), { secret: SECRET, strategy })).toMatchObject(expected);
    expect(await getCookieCache(requestWith(alice.headers()), { secret: SECRET, strategy })).toMatchObject(expected);
  });

  it("is null for another secret, strategy or version, for garbage, and for what is over", async () => {
    const alice = await signedIn({ strategy, version: "2" });
    const read = (settings = {}) => getCookieCache(alice.headers(), { secret: SECRET, strategy, ...settings });
    expect(await read()).not.toBeNull();
    expect(await read({ version: "2" })).not.toBeNull();
    expect(
      await read({ version: async (_session: unknown, user: { name: string }) => (user.name === "alice" ? "2" : "1") }),
    ).not.toBeNull();
    expect(await read({ version: "1" })).toBeNull();
    expect(await read({ secret: NEXT })).toBeNull();
    expect(await read({ cookiePrefix: "other" })).toBeNull();
    expect(await read({ cookieName: "other" })).toBeNull();
    for (const other of ["compact", "jwt", "jwe"] as const) {
      if (other !== strategy) expect(await read({ strategy: other })).toBeNull();
    }
    for (const value of ["", "garbage", "a.b.c", "a.b.c.d.e", "%00", "e30"]) {
      expect(
        await getCookieCache(new Headers({ cookie: `${DATA}=${value}` }), { secret: SECRET, strategy }),
      ).toBeNull();
    }
    vi.setSystemTime(Date.now() + 299_000);
    expect(await read()).not.toBeNull();
    vi.setSystemTime(Date.now() + 1000);
    expect(await read()).toBeNull();
  });

  it("puts chunks together, and tries every secret of a rotation", async () => {
    const alice = await signedIn({ strategy });
    await alice.post("/update-user", { image: `https://x/${"y".repeat(9000)}` });
    const secret = {
      keys: new Map([
        [2, NEXT],
        [1, SECRET],
      ]),
      currentVersion: 2,
    };
    const cached = await getCookieCache(alice.headers(), { secret, strategy });
    expect(cached?.user.image).toHaveLength(9010);
  });
});

it("finds the secure cookie first, and only the one that isSecure names", async () => {
  const alice = await signedIn();
  const plain = alice.headers();
  const secure = new Headers({ cookie: `__Secure-${DATA}=${alice.jar.get(DATA)}` });
  const read = (headers: Headers, isSecure?: boolean) => getCookieCache(headers, { secret: SECRET, isSecure });
  expect([await read(plain), await read(plain, false), await read(secure), await read(secure, true)]).not.toContain(
    null,
  );
  expect([await read(plain, true), await read(secure, false), await read(new Headers())]).toEqual([null, null, null]);
});

it("takes the secret from the environment, and says what is missing without one", async () => {
  const alice = await signedIn();
  vi.stubEnv("BETTER_AUTH_SECRET", "");
  vi.stubEnv("AUTH_SECRET", "");
  await expect(getCookieCache(alice.headers())).rejects.toThrow(/expected a secret.*BETTER_AUTH_SECRET/);
  expect(await getCookieCache(new Headers())).toBeNull();
  vi.stubEnv("BETTER_AUTH_SECRET", SECRET);
  expect(await getCookieCache(alice.headers())).not.toBeNull();
});

it("does not outlive the session", async () => {
  const alice = await signedIn({ maxAge: 3600 }, { session: { expiresIn: 100 } });
  vi.setSystemTime(Date.now() + 99_000);
  expect(await getCookieCache(alice.headers(), { secret: SECRET })).not.toBeNull();
  vi.setSystemTime(Date.now() + 1000);
  expect(await getCookieCache(alice.headers(), { secret: SECRET })).toBeNull();
});
