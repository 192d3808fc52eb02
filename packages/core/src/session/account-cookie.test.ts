import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAuthEndpoint, getSessionFromCtx } from "../api";
import { getAccountCookie, setAccountCookie } from "../cookies";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

const ACCOUNT = "better-auth.account_data";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

/** Puts an account into the browser, as a sign-in with a provider does, and reads it back. */
const provider: BetterAuthPlugin = {
  id: "provider",
  endpoints: {
    connect: createAuthEndpoint("/connect", { method: "POST" }, async (ctx) => {
      const { userId = "", length = "10" } = ctx.query as Record<string, string>;
      const row = {
        id: "account-1",
        accountId: "subject-1",
        providerId: "google",
        userId,
        accessToken: "t".repeat(Number(length)),
        accessTokenExpiresAt: new Date(Date.now() + 3_600_000),
      };
      const times = { createdAt: new Date(), updatedAt: new Date() };
      await ctx.context.adapter.create({ model: "account", data: { ...row, ...times }, forceAllowId: true });
      await setAccountCookie(ctx, row);
      return null;
    }),
    connected: createAuthEndpoint("/connected", { method: "GET" }, async (ctx) => {
      const pair = await getSessionFromCtx(ctx);
      const account = await getAccountCookie(ctx);
      return { account, isDate: account?.accessTokenExpiresAt instanceof Date, user: pair?.user.id ?? null };
    }),
  },
};
const account = { storeAccountCookie: true };
const named = (lines: string[]) =>
  lines.filter((line) => line.startsWith(`${ACCOUNT}=`) || line.startsWith(`${ACCOUNT}.`));

async function connected(options: Parameters<typeof makeAuth>[0] = {}, length = 10) {
  const made = await makeAuth({ account, ...options, plugins: [provider] });
  const alice = made.browser();
  const { id } = (await alice.signUp()).body.user;
  const answer = await alice.post(`/connect?userId=${id}&length=${length}`);
  return { ...made, alice, id, answer };
}

it("an account goes into the browser encrypted, and comes back as it was", async () => {
  const { alice, id, answer } = await connected();
  expect(named(answer.cookies)).toEqual([
    expect.stringMatching(/^better-auth\.account_data=eyJ[^;]+; Max-Age=300; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  expect(decodeURIComponent(alice.jar.get(ACCOUNT) as string)).not.toContain("tttt");
  expect((await alice.get("/connected")).body).toEqual({
    account: {
      id: "account-1",
      accountId: "subject-1",
      providerId: "google",
      userId: id,
      accessToken: "t".repeat(10),
      accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
    isDate: true,
    user: id,
  });
});

it("is in chunks when it is long, and all of them go at the sign-out", async () => {
  const { alice, answer } = await connected({}, 9000);
  expect(named(answer.cookies).length).toBeGreaterThan(3);
  expect((await alice.get("/connected")).body.account.accessToken).toHaveLength(9000);
  await alice.post("/sign-out");
  expect([...alice.jar.keys()]).toEqual([]);
});

it.each([
  ["spoiled", (value: string) => `${value.slice(0, -4)}AAAA`],
  ["garbage", () => "garbage"],
  ["a session's copy", (_value: string, session: string) => session],
])("that is %s is none", async (_name, spoil) => {
  const { alice } = await connected({ session: { cookieCache: { enabled: true, strategy: "jwe" } } });
  const session = alice.jar.get("better-auth.session_data") as string;
  alice.jar.set(ACCOUNT, spoil(alice.jar.get(ACCOUNT) as string, session));
  expect((await alice.get("/connected")).body.account).toBeNull();
});

it("is not given to whoever is signed in as somebody else: it is ended", async () => {
  const { alice, browser } = await connected();
  const bob = browser("bob");
  await bob.signUp();
  bob.jar.set(ACCOUNT, alice.jar.get(ACCOUNT) as string);
  const answer = await bob.get("/connected");
  expect(answer.body.account).toBeNull();
  expect(named(answer.cookies)).toEqual([expect.stringContaining("=; Max-Age=0;")]);
});

it("ends with the sign-in of somebody else, and lives on with the sign-in of its owner", async () => {
  const { alice, browser } = await connected();
  const again = await alice.signIn();
  expect(named(again.cookies)).toEqual([expect.stringContaining("Max-Age=300")]);
  expect((await alice.get("/connected")).body.account.accountId).toBe("subject-1");

  const bob = browser("bob");
  await bob.signUp();
  bob.jar.set(ACCOUNT, alice.jar.get(ACCOUNT) as string);
  expect(named((await bob.signIn()).cookies)).toEqual([expect.stringContaining("=; Max-Age=0;")]);
});

it("is over when the session's copy would be, and lives on with it", async () => {
  const { alice } = await connected({ session: { cookieCache: { enabled: true, maxAge: 60 } } });
  vi.setSystemTime(Date.now() + 50_000);
  expect(named((await alice.get("/get-session?disableCookieCache=true")).cookies)).toHaveLength(1);
  vi.setSystemTime(Date.now() + 50_000);
  expect((await alice.get("/connected")).body.account).not.toBeNull();
  vi.setSystemTime(Date.now() + 80_000);
  expect((await alice.get("/connected")).body.account).toBeNull();
});

it("ends with the next copy of the session once it was unlinked elsewhere, and brings the newest tokens until then", async () => {
  const { alice, db } = await connected();
  db.exec("update account set accessToken = 'newer' where id = 'account-1'");
  await alice.signIn();
  expect((await alice.get("/connected")).body.account.accessToken).toBe("newer");
  db.exec("delete from account where id = 'account-1'");
  expect(named((await alice.signIn()).cookies)).toEqual([expect.stringContaining("=; Max-Age=0;")]);
});

it("ends where it is unlinked", async () => {
  const { alice } = await connected();
  expect(named((await alice.post("/unlink-account", { accountId: "another" })).cookies)).toEqual([]);
  const unlinked = await alice.post("/unlink-account", { accountId: "account-1" });
  expect(unlinked.status).toBe(200);
  expect(named(unlinked.cookies)).toEqual([expect.stringContaining("=; Max-Age=0;")]);
});
