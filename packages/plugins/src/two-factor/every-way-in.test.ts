import { createAuthEndpoint, signInUser } from "@better-auth/core/api";
import { setSessionCookie } from "@better-auth/core/cookies";
import type { BetterAuthPlugin } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { type Browser, fakeProvider, PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emailOTP } from "../email-otp";
import { magicLink } from "../magic-link";
import { username } from "../username";
import { codeOf, isSignedIn, make } from "./test-support";
import type { TwoFactorOptions } from "./types";

// A code of the step before is used up first: the clock must not go on in between.
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

/** Ways in of plugins that know nothing of second factors. */
const others: BetterAuthPlugin = {
  id: "others",
  endpoints: {
    signInByKey: createAuthEndpoint(
      "/sign-in/by-key",
      { method: "POST", body: z.object({ email: z.string(), multiFactor: z.optional(z.boolean()) }) },
      async (ctx) => {
        const found = await ctx.context.internalAdapter.findUserByEmail(ctx.body.email);
        if (found === null) throw ctx.error("NOT_FOUND");
        const { multiFactor } = ctx.body;
        const signIn = await signInUser(ctx, found.user, { id: "key", multiFactor });
        return { token: signIn.status === "issued" ? signIn.session.token : null };
      },
    ),
    signInByHand: createAuthEndpoint(
      "/sign-in/by-hand",
      { method: "POST", body: z.object({ email: z.string() }) },
      async (ctx) => {
        const found = await ctx.context.internalAdapter.findUserByEmail(ctx.body.email);
        if (found === null) throw ctx.error("NOT_FOUND");
        const session = await ctx.context.internalAdapter.createSession(found.user.id);
        // A user of the core's own fields.
        const { twoFactorEnabled: _, ...user } = found.user;
        await setSessionCookie(ctx, { session, user: user as typeof found.user });
        return { token: session.token };
      },
    ),
  },
};

/** An instance with every way in that this package has. */
async function makeWithEverything(options: TwoFactorOptions = {}, auth: Parameters<typeof make>[1] = {}) {
  const mails: string[] = [];
  const plugins = [
    username(),
    magicLink({ sendMagicLink: ({ url }) => void mails.push(url) }),
    emailOTP({ sendVerificationOTP: ({ otp }) => void mails.push(otp) }),
    others,
  ];
  const made = await make(options, { ...auth, plugins });
  const email = "alice@example.com";
  const visit = async (browser: Browser, callbackURL?: string) => {
    await browser.post("/sign-in/magic-link", { email, callbackURL });
    const url = new URL(mails.at(-1) as string);
    if (callbackURL === undefined) url.searchParams.delete("callbackURL");
    return browser.get(url.toString());
  };
  const waysIn: Record<string, (browser: Browser) => ReturnType<Browser["get"]>> = {
    password: (browser) => browser.signIn({ email }),
    username: (browser) => browser.post("/sign-in/username", { username: "alice", password: PASSWORD }),
    "magic link": (browser) => visit(browser),
    "code by mail": async (browser) => {
      await browser.post("/email-otp/send-verification-otp", { email, type: "sign-in" });
      return browser.post("/sign-in/email-otp", { email, otp: mails.at(-1) });
    },
    "a plugin's": (browser) => browser.post("/sign-in/by-key", { email }),
    "a plugin's, by hand": (browser) => browser.post("/sign-in/by-hand", { email }),
  };
  /** Alice has a name and a verified address, so that every way in is hers. */
  async function alice() {
    const browser = made.browser("alice");
    await browser.signUp({ username: "alice" });
    made.db.prepare("update user set emailVerified = 1").run();
    return browser;
  }
  return { ...made, mails, waysIn, visit, alice };
}

const ways = ["password", "username", "magic link", "code by mail", "a plugin's", "a plugin's, by hand"];

describe("after every way in", () => {
  it.each(ways)("a second step is asked for: %s (advisories 55, 111)", async (way) => {
    const { waysIn, alice, browser, rows } = await makeWithEverything();
    const desk = await alice();
    const signIn = waysIn[way] as (browser: Browser) => ReturnType<Browser["get"]>;
    const before = browser("before");
    await signIn(before);
    expect(await isSignedIn(before)).toBe(true);

    const { body } = await desk.post("/two-factor/enable", { password: PASSWORD });
    await desk.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI, -1) });
    const sessions = rows("select * from session").length;
    const phone = browser("phone");
    const answer = await signIn(phone);
    expect(answer).toMatchObject({ status: 200, body: { twoFactorRedirect: true, twoFactorMethods: ["totp"] } });
    expect(await isSignedIn(phone)).toBe(false);
    expect(rows("select * from session")).toHaveLength(sessions);
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI) })).status).toBe(200);
    expect((await phone.session()).user.email).toBe("alice@example.com");
  });

  it("none is asked for when the way in is two factors by itself, unless the options say", async () => {
    for (const trustMultiFactorSignIn of [undefined, false]) {
      const { browser, enrolled } = await makeWithEverything({
        skipVerificationOnEnable: true,
        trustMultiFactorSignIn,
      });
      await enrolled();
      const phone = browser("phone");
      const { body } = await phone.post("/sign-in/by-key", { email: "alice@example.com", multiFactor: true });
      expect(await isSignedIn(phone)).toBe(trustMultiFactorSignIn === undefined);
      expect(body.twoFactorRedirect).toBe(trustMultiFactorSignIn === undefined ? undefined : true);
    }
  });

  it("one is asked for although no way to do it is left (advisory 79)", async () => {
    const { browser, enrolled, db } = await make({ skipVerificationOnEnable: true });
    await enrolled();
    db.prepare("delete from twoFactor").run();
    const phone = browser("alice");
    expect((await phone.signIn()).body).toEqual({ twoFactorRedirect: true, twoFactorMethods: [] });
    expect(await isSignedIn(phone)).toBe(false);
  });
});

describe("a code by mail", () => {
  it("is no second factor after a way in by mail, where there is an authenticator app (advisory 80)", async () => {
    const { waysIn, alice, browser, sent } = await makeWithEverything({
      otpOptions: {},
      skipVerificationOnEnable: true,
    });
    const desk = await alice();
    await desk.post("/two-factor/enable", { password: PASSWORD });
    const methodsAfter = async (way: string, phone = browser("phone")) =>
      (await waysIn[way]?.(phone))?.body.twoFactorMethods;
    expect(await methodsAfter("password")).toEqual(["totp", "otp"]);
    for (const way of ["magic link", "code by mail"]) {
      const phone = browser("phone");
      expect(await methodsAfter(way, phone)).toEqual(["totp"]);
      const refused = { status: 400, body: { code: "OTP_NOT_ENABLED" } };
      expect(await phone.post("/two-factor/send-otp")).toMatchObject(refused);
      expect(await phone.post("/two-factor/verify-otp", { code: "000000" })).toMatchObject(refused);
    }
    expect(sent).toEqual([]);
  });

  it("is none after an account at a provider whose address was proved by mail (advisory 80)", async () => {
    const fake = fakeProvider();
    fake.person = { sub: "1", name: "Alice" };
    let link = "";
    const { browser, db } = await make(
      { otpOptions: {}, skipVerificationOnEnable: true },
      {
        plugins: [fake.plugin],
        account: {
          missingEmail: {
            page: "/complete-sign-up",
            sendVerificationEmail: async ({ url }) => {
              link = url;
            },
          },
        },
      },
    );
    const desk = browser("alice");
    await desk.signUp();
    db.prepare("update user set emailVerified = 1").run();
    await desk.post("/two-factor/enable", { password: PASSWORD });
    const comeIn = async (phone: Browser) => {
      const { body } = await phone.post("/sign-in/social", { provider: "fake", callbackURL: "/done" });
      const state = new URL(body.url).searchParams.get("state");
      return phone.get(`/callback/fake?code=good&state=${state}`);
    };
    const methodsOf = ({ headers }: { headers: Headers }) =>
      new URL(headers.get("location") as string, "http://localhost").searchParams.get("twoFactorMethods");
    const phone = browser("phone");
    await comeIn(phone);
    await phone.post("/sign-in/social/email", { email: "alice@example.com" });
    expect(methodsOf(await phone.get(link))).toBe("totp");
    expect(await isSignedIn(phone)).toBe(false);
    // Linked by now: no mail is in it any more.
    expect(methodsOf(await comeIn(browser("later")))).toBe("totp,otp");
  });

  it("is asked for where it is all there is, or where codes are not sent by mail", async () => {
    for (const [channel, method] of [
      ["email", "otp"],
      ["other", "totp"],
    ] as const) {
      const { waysIn, alice, browser, sent } = await makeWithEverything({
        otpOptions: { channel },
        skipVerificationOnEnable: true,
      });
      const desk = await alice();
      await desk.post("/two-factor/enable", { password: PASSWORD, method });
      const phone = browser("phone");
      expect((await waysIn["magic link"]?.(phone))?.body.twoFactorMethods).toContain("otp");
      await phone.post("/two-factor/send-otp");
      expect((await phone.post("/two-factor/verify-otp", { code: sent[0] })).status).toBe(200);
    }
  });
});

describe("a sign-in that ends with a redirect", () => {
  const location = (answer: { headers: Headers }) => answer.headers.get("location");

  it("leads to the page of the second step", async () => {
    const { visit, alice, browser } = await makeWithEverything({
      twoFactorPage: "/two-factor?from=mail",
      skipVerificationOnEnable: true,
    });
    const desk = await alice();
    const before = await visit(browser("before"), "/home");
    expect(location(before)).toBe("http://localhost:3000/home");
    const { body } = await desk.post("/two-factor/enable", { password: PASSWORD });
    const phone = browser("phone");
    const answer = await visit(phone, "/home");
    expect({ status: answer.status, location: location(answer) }).toEqual({
      status: 302,
      location: "/two-factor?from=mail&twoFactorRedirect=true&twoFactorMethods=totp&callbackURL=%2Fhome",
    });
    expect(await isSignedIn(phone)).toBe(false);
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI) })).status).toBe(200);
  });

  it("leads where it would have, and says what is owed, where there is no such page or it is not trusted", async () => {
    for (const twoFactorPage of [undefined, "https://evil.example/two-factor"]) {
      const log = vi.fn();
      const { visit, alice, browser } = await makeWithEverything(
        { twoFactorPage, skipVerificationOnEnable: true },
        { logger: { level: "error", log } },
      );
      await (await alice()).post("/two-factor/enable", { password: PASSWORD });
      const phone = browser("phone");
      expect(location(await visit(phone, "/home?tab=1"))).toBe(
        "http://localhost:3000/home?tab=1&twoFactorRedirect=true&twoFactorMethods=totp",
      );
      expect(await isSignedIn(phone)).toBe(false);
      expect(log).toHaveBeenCalledTimes(twoFactorPage === undefined ? 0 : 1);
    }
  });
});

describe("a second factor that somebody planted before the address was proved", () => {
  it("does not keep its owner out", async () => {
    for (const isProved of [true, false]) {
      const { browser, rows, db, waysIn } = await makeWithEverything({ skipVerificationOnEnable: true });
      const mallory = browser("alice");
      await mallory.signUp();
      if (isProved) db.prepare("update user set emailVerified = 1").run();
      await mallory.post("/two-factor/enable", { password: PASSWORD });
      const alice = browser("phone");
      const answer = await waysIn["magic link"]?.(alice);
      expect(answer?.body.twoFactorRedirect).toBe(isProved ? true : undefined);
      expect(await isSignedIn(alice)).toBe(!isProved);
      expect(await isSignedIn(mallory)).toBe(isProved);
      expect(rows("select * from twoFactor")).toHaveLength(isProved ? 1 : 0);
      expect(Boolean(rows("select twoFactorEnabled from user")[0]?.twoFactorEnabled)).toBe(isProved);
    }
  });
});

describe("a pending sign-in", () => {
  it("is no session: not with a cookie cache, and not with any of its cookies under any name (advisory 10)", async () => {
    for (const strategy of ["compact", "jwt", "jwe"] as const) {
      const { enrolled, pending, browser } = await make(
        { skipVerificationOnEnable: true },
        { session: { cookieCache: { enabled: true, strategy } } },
      );
      const { browser: desk } = await enrolled();
      expect(desk.jar.has("better-auth.session_data")).toBe(true);
      const phone = await pending("alice", (b) => b.signIn({ rememberMe: false }));
      const names = ["session_token", "session_data", "dont_remember", "two_factor"].map(
        (name) => `better-auth.${name}`,
      );
      expect([...phone.jar.keys()].sort()).toEqual(["better-auth.dont_remember", "better-auth.two_factor"]);
      for (const value of phone.jar.values()) {
        const thief = browser("thief");
        for (const name of names) thief.jar.set(name, value);
        expect(await isSignedIn(thief)).toBe(false);
        expect((await thief.get("/list-sessions")).status).toBe(401);
      }
    }
  });

  it("reaches the second step and nothing else, so that nobody sets up a factor with it (advisories 84, 94)", async () => {
    const { enrolled, pending, browser } = await make({ otpOptions: {}, skipVerificationOnEnable: true });
    const { browser: desk } = await enrolled();
    const calls = [
      ["GET", "/list-sessions"],
      ["GET", "/list-accounts"],
      ["POST", "/revoke-sessions", {}],
      ["POST", "/revoke-other-sessions", {}],
      ["POST", "/update-user", { name: "Mallory" }],
      ["POST", "/change-password", { currentPassword: PASSWORD, newPassword: "another horse 2" }],
      ["POST", "/delete-user", { password: PASSWORD }],
      ["POST", "/two-factor/enable", { password: PASSWORD }],
      ["POST", "/two-factor/disable", { password: PASSWORD }],
      ["POST", "/two-factor/get-totp-uri", { password: PASSWORD }],
      ["POST", "/two-factor/generate-backup-codes", { password: PASSWORD }],
    ] as const;
    expect((await desk.get("/list-sessions")).status).toBe(200);
    const phone = await pending();
    const stranger = browser("stranger");
    for (const [method, path, body] of calls) {
      const [answer, control] = [await phone.send(method, path, body), await stranger.send(method, path, body)];
      expect(answer.status).toBe(control.status);
      expect(answer.body).toEqual(control.body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect((await phone.post("/two-factor/send-otp")).status).toBe(200);
    expect((await stranger.post("/two-factor/send-otp")).status).toBe(401);
  });
});
