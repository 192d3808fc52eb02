import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAuthEndpoint } from "../api";
import { setSessionCookie } from "../cookies";
import type { Browser } from "../test-support/browser";
import { everyControl, sendControl } from "../test-support/controls";
import { makeAuth, ORIGIN } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

const TOKEN = "better-auth.session_token";
const DATA = "better-auth.session_data";
const STRATEGIES = ["compact", "jwt", "jwe"] as const;
const cached = (strategy: (typeof STRATEGIES)[number]) => ({ session: { cookieCache: { enabled: true, strategy } } });

/** Asks for a second step after every first factor of somebody who is not called "trusted". */
const secondStep: BetterAuthPlugin = {
  id: "second-step",
  signInRequirements: [
    {
      id: "second-step",
      order: 500,
      evaluate: (user) =>
        user.name === "trusted"
          ? { status: "satisfied" }
          : { status: "pending", identifier: `second-step-${user.id}`, response: { secondStep: true } },
    },
  ],
  endpoints: {
    signInByHand: createAuthEndpoint("/sign-in/by-hand", { method: "POST" }, async (ctx) => {
      const found = await ctx.context.internalAdapter.findUserByEmail((ctx.query as { email: string }).email);
      if (!found) throw ctx.error("NOT_FOUND");
      await setSessionCookie(ctx, {
        session: await ctx.context.internalAdapter.createSession(found.user.id),
        user: found.user,
      });
      return { token: "by hand" };
    }),
  },
};

const protectedControls = everyControl.filter(([, control]) => control.signedIn === true);
const statusOf = async (browser: Browser, index: number) => {
  const control = protectedControls[index]?.[1];
  const answer = control ? await sendControl(browser, control) : undefined;
  return { status: answer?.status, hasUser: JSON.stringify(answer?.body ?? null).includes("@example.com") };
};

describe.each(STRATEGIES)(
  "a sign-in that still owes a step, with the cookie cache on (%s) (advisory 10)",
  (strategy) => {
    it.each([
      ["a password", (browser: Browser) => browser.signIn()],
      ["a plugin's own sign-in", (browser: Browser) => browser.post(`/sign-in/by-hand?email=${browser.email}`)],
    ])("after %s: none of its cookies signs anybody in anywhere, one by one or together", async (_factor, signIn) => {
      const { browser, rows } = await makeAuth({ ...cached(strategy), plugins: [secondStep] });
      const alice = browser("alice");
      await alice.signUp();
      alice.jar.clear();
      const pending = await signIn(alice);
      expect(pending).toMatchObject({ status: 200, body: { secondStep: true } });
      expect(rows("select * from session")).toEqual([]);
      expect(alice.jar.size).toBeGreaterThan(0);
      expect([...alice.jar.keys()].filter((name) => name.includes("session"))).toEqual([]);

      const jars = [...alice.jar].map((cookie) => [cookie]);
      for (const jar of [
        ...jars,
        [...alice.jar],
        [...alice.jar].flatMap(([, value]) => [
          [TOKEN, value],
          [DATA, value],
        ]),
      ]) {
        for (const index of protectedControls.keys()) {
          const thief = browser("thief");
          for (const [name, value] of jar) thief.jar.set(name as string, value as string);
          expect(await statusOf(thief, index), protectedControls[index]?.[0]).toEqual(
            await statusOf(browser("nobody"), index),
          );
        }
      }
    });

    it("with the first step of another session still in the browser: that one goes on, the new one does not", async () => {
      const { browser, db } = await makeAuth({ ...cached(strategy), plugins: [secondStep] });
      const alice = browser("alice");
      await alice.signUp({ name: "trusted" });
      const { session } = await alice.session();
      db.prepare("update user set name = 'alice'").run();
      await alice.signIn();
      expect((await alice.get("/get-session?disableCookieCache=true")).body.session.id).toBe(session.id);
    });
  },
);

/** A session of nobody: if anything of a cookie were believed, it would be the only way in. */
async function signedInWithoutRows(strategy: (typeof STRATEGIES)[number], image?: string) {
  const made = await makeAuth(cached(strategy));
  const alice = made.browser("alice");
  await alice.signUp(image === undefined ? {} : { image });
  expect(await alice.session()).not.toBeNull();
  made.db.prepare("delete from session").run();
  return { ...made, alice };
}

describe.each(STRATEGIES)("a cache cookie of which a byte is changed (%s)", (strategy) => {
  it("is not believed, wherever the byte is, and never fails", { timeout: 30_000 }, async () => {
    const { browser, alice } = await signedInWithoutRows(strategy);
    const value = alice.jar.get(DATA) as string;
    const byte = fc.constantFrom(..."Aa0-_.+/=~");
    await fc.assert(
      fc.asyncProperty(fc.nat(value.length - 1), byte, async (at, put) => {
        fc.pre(value[at] !== put);
        const mallory = browser("mallory");
        mallory.jar.set(TOKEN, alice.jar.get(TOKEN) as string);
        mallory.jar.set(DATA, value.slice(0, at) + put + value.slice(at + 1));
        expect(await mallory.get("/get-session")).toMatchObject({ status: 200, body: null });
      }),
      { numRuns: 80 },
    );
  });
});

const HOSTILE = [
  "",
  " ",
  ".",
  "..",
  "=",
  "undefined",
  "null",
  "%",
  "%00",
  "%E0%A4%A",
  "%ff%fe",
  "a.b.c",
  "a.b.c.d.e",
  "eyJhbGciOiJub25lIn0.e30.",
  "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiemlwIjoiREVGIn0..AAAA.AAAA.AAAA",
  "e30",
  "bnVsbA",
  '"quoted"',
  "ä",
  `${"A".repeat(43)}=`,
  `x.${"A".repeat(43)}=`,
  "A".repeat(8000),
  `${"a.".repeat(2000)}`,
];

describe.each([null, ...STRATEGIES])("hostile headers, cookie cache %s (advisories 57, 97)", (strategy) => {
  const options = strategy === null ? {} : cached(strategy);

  it("are nobody's on every route: answered as a stranger's, never a failure", { timeout: 60_000 }, async () => {
    const { browser } = await makeAuth(options);
    await browser("alice").signUp();
    const strangers = await Promise.all(
      [...protectedControls.keys()].map((index) => statusOf(browser("nobody"), index)),
    );
    for (const [number, value] of HOSTILE.entries()) {
      const index = number % protectedControls.length;
      for (const names of [
        [TOKEN],
        [DATA],
        [TOKEN, DATA, "better-auth.dont_remember"],
        [`${DATA}.0`, `${DATA}.1`, TOKEN],
      ]) {
        for (const at of [index, (index + 7) % protectedControls.length, 0]) {
          const mallory = browser("mallory");
          for (const name of names) mallory.jar.set(name, value);
          expect(await statusOf(mallory, at), `${protectedControls[at]?.[0]} ${names} ${value}`).toEqual(strangers[at]);
        }
      }
    }
  });

  it("of any bytes get null, signed in or not, and never a failure", { timeout: 60_000 }, async () => {
    const { auth, browser } = await makeAuth(options);
    const alice = browser("alice");
    await alice.signUp();
    const good = alice.headers().get("cookie") as string;
    const bytes = fc.string({
      unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
      maxLength: 300,
    });
    const part = fc.oneof(
      bytes,
      fc.constantFrom(...HOSTILE),
      fc
        .tuple(fc.constantFrom(TOKEN, DATA, `${DATA}.0`, `${DATA}.1`, ""), bytes)
        .map(([name, value]) => `${name}=${value}`),
    );
    const scheme = fc.constantFrom("Bearer ", "bearer", "Basic ", "", "Bearer  Bearer ");
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), scheme, bytes, async (parts, kind, credentials) => {
        const cookie = parts.join("; ");
        const ask = (path: string, header: string) =>
          auth.handler(
            new Request(`${ORIGIN}/api/auth${path}`, {
              headers: { cookie: header, authorization: kind + credentials },
            }),
          );
        const stranger = await ask("/get-session", cookie);
        expect([stranger.status, await stranger.text()]).toEqual([200, "null"]);
        expect((await ask("/list-sessions", cookie)).status).toBe(401);
        // Whoever is signed in stays so, whatever else the browser sends along after it.
        const mine = await ask("/get-session", `${good}; ${cookie}`);
        expect([mine.status, (await mine.json())?.user?.email]).toEqual([200, "alice@example.com"]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a check of who is calling, where something is broken (advisory 59)", () => {
  const failing = () => {
    throw new Error("broken");
  };
  const broken: [string, Parameters<typeof makeAuth>[0]][] = [
    ["the version function", { session: { cookieCache: { enabled: true, version: failing } } }],
    [
      "the signer of the cache",
      {
        session: { cookieCache: { enabled: true, strategy: "jwt" } },
        plugins: [
          {
            id: "signer",
            init: (context) => ({
              context: {
                sessionConfig: {
                  ...context.sessionConfig,
                  cookieCacheSigner: { sign: async () => "x", verify: failing },
                },
              },
            }),
          },
        ],
      },
    ],
    ["the trusted origins", { trustedOrigins: failing }],
  ];

  it.each(broken)("is null or a failure, never somebody: %s", async (_what, options) => {
    const { auth: good, browser, db } = await makeAuth(cached("compact"));
    const alice = browser("alice");
    await alice.signUp();
    db.prepare("delete from session").run();
    const { auth } = await makeAuth({ ...options, database: db });
    const headers = alice.headers();
    expect(await good.api.getSession({ headers })).not.toBeNull();
    const answer = await auth.api.getSession({ headers }).catch(() => null);
    expect(answer).toBeNull();
    const response = await auth.handler(new Request(`${ORIGIN}/api/auth/get-session`, { headers }));
    expect(await response.text()).not.toContain("@example.com");
  });

  it("is null or a failure, never somebody: the database is gone", async () => {
    const { auth, browser, db } = await makeAuth();
    const alice = browser("alice");
    await alice.signUp();
    db.exec("drop table session");
    const headers = alice.headers();
    await expect(auth.api.getSession({ headers })).rejects.toThrow();
    const response = await auth.handler(new Request(`${ORIGIN}/api/auth/get-session`, { headers }));
    expect([response.status, await response.json()]).toEqual([
      500,
      { code: "DATABASE_SCHEMA_OUT_OF_DATE", message: "The server is not set up completely." },
    ]);
  });
});
