import { betterAuth } from "@better-auth/core";
import type { BetterAuthOptions, DBAdapter } from "@better-auth/core/types";
import { expect } from "vitest";
import { type Browser, ORIGIN, openBrowser } from "./browser";
import { createTestSuite } from "./create-test-suite";
import type { TestSuite, TestSuiteOptions } from "./test-suite";

const EMAIL = "ann@example.com";
const PASSWORD = "correct horse battery";

const flowOptions: BetterAuthOptions = { logger: { disabled: true } };

/** An instance over the adapter, and the tokens that it mailed. */
function makeInstance(adapter: DBAdapter) {
  const tokens: string[] = [];
  const auth = betterAuth({
    ...flowOptions,
    baseURL: ORIGIN,
    secret: "a secret of the adapter suite, 32 bytes",
    rateLimit: { enabled: false },
    database: () => adapter,
    emailAndPassword: {
      enabled: true,
      // How passwords are hashed has nothing to do with the adapter, and takes its time.
      password: {
        hash: async (password) => `hash of ${password}`,
        verify: async ({ hash: stored, password }) => stored === `hash of ${password}`,
      },
      sendResetPassword: async ({ token }) => {
        tokens.push(token);
      },
    },
    user: { deleteUser: { enabled: true } },
  });
  return { open: () => openBrowser(auth), tokens };
}

const signUp = (browser: Browser, email = EMAIL) =>
  browser.post("/sign-up/email", { name: "Ann", email, password: PASSWORD });
const signIn = (browser: Browser, password = PASSWORD) => browser.post("/sign-in/email", { email: EMAIL, password });

/** People who sign up, sign in and out, reset a password and go, through `betterAuth` on the adapter. */
export const authFlowTestSuite: (options?: TestSuiteOptions) => TestSuite = createTestSuite(
  "auth flow",
  { defaultBetterAuthOptions: flowOptions },
  ({ adapter }) => ({
    "a person who signs up has a session": async () => {
      const browser = makeInstance(adapter).open();
      expect((await signUp(browser)).status).toBe(200);
      const { body } = await browser.get("/get-session");
      expect(body).toMatchObject({ user: { email: EMAIL, name: "Ann" }, session: { token: expect.any(String) } });
      expect(await adapter.count({ model: "user" })).toBe(1);
      expect(await adapter.count({ model: "account" })).toBe(1);
      expect(await adapter.count({ model: "session" })).toBe(1);
    },

    "an address signs up once, also ten times at once": async () => {
      const { open } = makeInstance(adapter);
      const answers = await Promise.all(Array.from({ length: 10 }, () => signUp(open())));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const { status } of answers) expect(status).toBeLessThan(500);
      expect(await adapter.count({ model: "user" })).toBe(1);
      expect((await signUp(open())).status).toBe(422);
    },

    "a password signs in, another one does not": async () => {
      const { open } = makeInstance(adapter);
      await signUp(open());
      const browser = open();
      expect((await signIn(browser, "wrong password")).status).toBe(401);
      expect((await browser.get("/get-session")).body).toBeNull();
      expect((await signIn(browser)).status).toBe(200);
      expect((await browser.get("/get-session")).body).toMatchObject({ user: { email: EMAIL } });
    },

    "who signs out has no session any more": async () => {
      const { open } = makeInstance(adapter);
      const [here, there] = [open(), open()];
      await signUp(here);
      await signIn(there);
      expect((await here.post("/sign-out")).status).toBe(200);
      expect((await here.get("/get-session")).body).toBeNull();
      expect((await there.get("/get-session")).body).toMatchObject({ user: { email: EMAIL } });
      expect(await adapter.count({ model: "session" })).toBe(1);
    },

    "sessions are listed, and the others ended": async () => {
      const { open } = makeInstance(adapter);
      const [here, there] = [open(), open()];
      await signUp(here);
      await signIn(there);
      expect((await here.get("/list-sessions")).body).toHaveLength(2);
      expect((await here.post("/revoke-other-sessions")).status).toBe(200);
      expect((await here.get("/list-sessions")).body).toHaveLength(1);
      expect((await there.get("/get-session")).body).toBeNull();
    },

    "a person changes their name": async () => {
      const browser = makeInstance(adapter).open();
      await signUp(browser);
      expect((await browser.post("/update-user", { name: "Änn 🦊" })).status).toBe(200);
      expect((await browser.get("/get-session")).body).toMatchObject({ user: { name: "Änn 🦊" } });
    },

    "a mailed token resets the password once, also ten times at once": async () => {
      const { open, tokens } = makeInstance(adapter);
      await signUp(open());
      await open().post("/request-password-reset", { email: EMAIL, redirectTo: "/reset" });
      await expect.poll(() => tokens).toHaveLength(1);
      const [token] = tokens;
      const reset = (newPassword: string) => open().post("/reset-password", { token, newPassword });
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => reset(`new password ${i}`)));
      const winners = answers.flatMap(({ status }, i) => (status === 200 ? [i] : []));
      expect(winners).toHaveLength(1);
      expect((await signIn(open())).status).toBe(401);
      expect((await signIn(open(), `new password ${winners[0]}`)).status).toBe(200);
    },

    "a person who leaves takes accounts and sessions along": async () => {
      const { open } = makeInstance(adapter);
      const browser = open();
      await signUp(browser);
      await signUp(open(), "bob@example.com");
      expect((await browser.post("/delete-user", { password: PASSWORD })).status).toBe(200);
      expect((await browser.get("/get-session")).body).toBeNull();
      const users = await adapter.findMany({ model: "user" });
      expect(users).toMatchObject([{ email: "bob@example.com" }]);
      for (const model of ["account", "session"])
        expect(await adapter.findMany({ model })).toMatchObject([{ userId: users[0]?.id }]);
    },
  }),
);
