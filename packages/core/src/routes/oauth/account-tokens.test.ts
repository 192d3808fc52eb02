import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { fakeProvider } from "../../test-support/fake-provider";
import { makeSocial, signInSocial } from "../../test-support/social";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const HOUR = 3600_000;
const MINUTE = 60_000;

async function make(options: Parameters<typeof makeSocial>[0] = {}, lasts = HOUR) {
  const fake = fakeProvider();
  fake.tokens = { ...fake.tokens, idToken: "an.id.token", accessTokenExpiresAt: new Date(Date.now() + lasts) };
  const made = await makeSocial(options, [fake]);
  const alice = made.browser();
  await signInSocial(alice);
  const [account] = await (await made.auth.$context).adapter.findMany<{ id: string; userId: string }>({
    model: "account",
  });
  return { ...made, fake, alice, accountId: account?.id as string, userId: account?.userId as string };
}

describe("tokens of an account", () => {
  it("are given as they are while they are good, and refreshed when they are about to end", async () => {
    const { alice, accountId, fake, auth } = await make();
    const body = { accountId };
    expect((await alice.post("/get-access-token", body)).body).toEqual({
      accessToken: "fake-access",
      accessTokenExpiresAt: new Date(Date.now() + HOUR).toISOString(),
      scopes: ["profile", "email"],
      idToken: "an.id.token",
    });
    vi.setSystemTime(Date.now() + HOUR - 2000);
    expect((await alice.post("/get-access-token", body)).body).toMatchObject({ accessToken: "fake-access-1" });
    expect((await alice.post("/get-access-token", body)).body).toMatchObject({ accessToken: "fake-access-1" });
    expect(fake.refreshed).toEqual(["fake-refresh"]);
    const [stored] = await (await auth.$context).adapter.findMany<Record<string, unknown>>({ model: "account" });
    expect(stored).toMatchObject({
      accessToken: "fake-access-1",
      refreshToken: "fake-refresh",
      scope: "profile,email",
    });
  });

  it("are refreshed once, of twenty calls at the same moment", async () => {
    const { alice, accountId, fake } = await make();
    vi.setSystemTime(Date.now() + HOUR);
    const answers = await Promise.all(Array.from({ length: 20 }, () => alice.post("/get-access-token", { accountId })));
    expect(answers.every(({ body }) => body.accessToken === "fake-access-1")).toBe(true);
    expect(fake.refreshed).toHaveLength(1);
  });

  it("are not refreshed again for a call that read them before, and asks after", async () => {
    const { alice, accountId, fake, auth } = await make();
    vi.setSystemTime(Date.now() + HOUR);
    const { adapter } = await auth.$context;
    const findOne = adapter.findOne.bind(adapter);
    let letGo = () => {};
    const heldUp = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let reads = 0;
    vi.spyOn(adapter, "findOne").mockImplementation(async (query) => {
      const row = await findOne(query);
      if (query.model === "account" && ++reads === 1) await heldUp;
      return row as never;
    });
    const late = alice.post("/get-access-token", { accountId });
    await vi.waitUntil(() => reads === 1);
    expect((await alice.post("/get-access-token", { accountId })).body.accessToken).toBe("fake-access-1");
    letGo();
    expect((await late).body.accessToken).toBe("fake-access-1");
    expect(fake.refreshed).toHaveLength(1);
  });

  it("are everybody's who asks two processes at once, of a provider that takes a refresh token once", async () => {
    const { alice, auth, accountId, fake } = await make();
    const taken = new Set<string>();
    const answers = new Map<string, number>();
    fake.refresh = async (token) => {
      if (taken.has(token)) throw new Error("invalid_grant");
      taken.add(token);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const accessTokenExpiresAt = new Date(Date.now() + HOUR);
      return { accessToken: `once-${taken.size}`, refreshToken: `next-${taken.size}`, accessTokenExpiresAt };
    };
    const other = new Browser(betterAuth(auth.options), "alice");
    for (const [name, value] of alice.jar) other.jar.set(name, value);
    vi.setSystemTime(Date.now() + HOUR);
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const { body } = await (i % 2 ? alice : other).post("/get-access-token", { accountId });
        answers.set(body.accessToken, (answers.get(body.accessToken) ?? 0) + 1);
      }),
    );
    expect([...answers]).toEqual([["once-1", 20]]);
  });

  it("are asked for with the newest refresh token, whatever a cookie of before says", async () => {
    const { alice, accountId, fake } = await make({ account: { storeAccountCookie: true } }, MINUTE);
    fake.refresh = async () => ({
      accessToken: `rotated-${fake.refreshed.length}`,
      refreshToken: `next-${fake.refreshed.length}`,
      accessTokenExpiresAt: new Date(Date.now() + MINUTE),
    });
    await alice.post("/refresh-token", { accountId });
    vi.setSystemTime(Date.now() + MINUTE);
    expect((await alice.post("/get-access-token", { useAccountCookie: true })).body.accessToken).toBe("rotated-2");
    expect(fake.refreshed).toEqual(["fake-refresh", "next-1"]);
  });

  it("of an account that was unlinked are not refreshed for a cookie that still has it", async () => {
    const { alice, fake, db } = await make({ account: { storeAccountCookie: true } }, MINUTE);
    db.exec("delete from account");
    const body = { useAccountCookie: true };
    expect((await alice.post("/get-access-token", body)).body.accessToken).toBe("fake-access");
    vi.setSystemTime(Date.now() + MINUTE);
    expect(await alice.post("/get-access-token", body)).toMatchObject({
      status: 400,
      body: { code: "FAILED_TO_GET_ACCESS_TOKEN" },
    });
    expect(fake.refreshed).toEqual([]);
  });

  it("are refreshed when asked for", async () => {
    const { alice, accountId } = await make();
    expect(await alice.post("/refresh-token", { accountId })).toMatchObject({
      status: 200,
      body: { accessToken: "fake-access-1", refreshToken: "fake-refresh", providerId: "fake", accountId },
    });
  });

  it("are their owner's alone, over HTTP whatever the input says; a server names somebody", async () => {
    const { browser, accountId, userId, auth } = await make();
    const bob = browser("bob");
    await bob.signUp();
    for (const path of ["/get-access-token", "/refresh-token"]) {
      expect((await browser("x").post(path, { accountId })).status).toBe(401);
      for (const body of [{ accountId }, { accountId, userId }]) {
        expect(await bob.post(path, body)).toMatchObject({ status: 400, body: { code: "ACCOUNT_NOT_FOUND" } });
      }
    }
    expect((await bob.get(`/account-info?accountId=${accountId}`)).status).toBe(400);
    expect(await auth.api.getAccessToken({ body: { accountId, userId } })).toMatchObject({
      accessToken: "fake-access",
    });
    await expect(auth.api.getAccessToken({ body: { accountId } })).rejects.toMatchObject({
      body: { code: "USER_ID_OR_SESSION_REQUIRED" },
    });
  });

  it("are encrypted where the options say so, the ID token too, and plain ones of before are read", async () => {
    const { alice, accountId, rows, db } = await make({ account: { encryptOAuthTokens: true } });
    const [stored] = rows("select accessToken, refreshToken, idToken from account");
    for (const value of Object.values(stored ?? {})) expect(value).toMatch(/^(\$ba\$\d+\$)?[0-9a-f]+$/);
    expect((await alice.post("/get-access-token", { accountId })).body).toMatchObject({
      accessToken: "fake-access",
      idToken: "an.id.token",
    });
    db.exec("update account set accessToken = 'plain-of-before'");
    expect((await alice.post("/get-access-token", { accountId })).body.accessToken).toBe("plain-of-before");
  });

  it("are read where they are as plain as hex, of a time before they were encrypted (GitLab)", async () => {
    const { alice, accountId, db } = await make({ account: { encryptOAuthTokens: true } });
    const plain = "ab".repeat(32);
    db.exec(`update account set accessToken = '${plain}'`);
    expect((await alice.post("/get-access-token", { accountId })).body.accessToken).toBe(plain);
  });

  it("do not end when the old ones did, where the provider says no end; scopes stay what they were", async () => {
    const { alice, accountId, fake } = await make({}, MINUTE);
    fake.refresh = async () => ({ accessToken: `endless-${fake.refreshed.length}`, scopes: [] });
    vi.setSystemTime(Date.now() + MINUTE);
    const endless = { accessToken: "endless-1", scopes: ["profile", "email"], idToken: "an.id.token" };
    for (let times = 0; times < 2; times++)
      expect((await alice.post("/get-access-token", { accountId })).body).toEqual(endless);
    expect(fake.refreshed).toHaveLength(1);
  });

  it("keep the scopes that were granted, whatever a refresh says", async () => {
    const { alice, accountId, fake } = await make();
    fake.refresh = async () => ({ accessToken: "new", scopes: ["profile"] });
    expect((await alice.post("/refresh-token", { accountId })).body).toMatchObject({ scope: "profile,email" });
    expect((await alice.post("/get-access-token", { accountId })).body.scopes).toEqual(["profile", "email"]);
  });

  it("do not end when those of the sign-in before did", async () => {
    const { alice, accountId, fake } = await make({}, MINUTE);
    fake.tokens = { accessToken: "endless", scopes: [] };
    await signInSocial(alice);
    vi.setSystemTime(Date.now() + MINUTE);
    expect((await alice.post("/get-access-token", { accountId })).body.accessToken).toBe("endless");
    expect(fake.refreshed).toEqual([]);
  });

  it("are each one's own, though two people bring one refresh token at the same moment", async () => {
    const { alice, browser, accountId, fake, rows } = await make();
    fake.person = { sub: "2", name: "Bob", email: "bob@example.com", email_verified: true };
    const bob = browser("bob");
    await signInSocial(bob);
    const other = rows("select id from account where accountId = '2'")[0]?.id as string;
    const answers = await Promise.all([
      alice.post("/refresh-token", { accountId }),
      bob.post("/refresh-token", { accountId: other }),
    ]);
    expect(answers.map(({ body }) => body.accountId)).toEqual([accountId, other]);
  });

  it("live in a cookie of the browser where the options say so", async () => {
    const { alice, browser, fake } = await make({ account: { storeAccountCookie: true } });
    expect(alice.jar.has("better-auth.account_data")).toBe(true);
    const body = { useAccountCookie: true };
    expect((await alice.post("/get-access-token", body)).body.accessToken).toBe("fake-access");
    expect((await alice.post("/refresh-token", body)).body.accessToken).toBe("fake-access-1");
    expect((await alice.post("/get-access-token", body)).body.accessToken).toBe("fake-access-1");
    expect((await alice.get("/account-info?useAccountCookie=true")).body.account.accountId).toBe("1");
    // Somebody else's session does not open it.
    const bob = browser("bob");
    await bob.signUp();
    bob.jar.set("better-auth.account_data", alice.jar.get("better-auth.account_data") as string);
    expect((await bob.post("/get-access-token", body)).status).toBe(400);
    expect(fake.refreshed).toHaveLength(1);
  });

  it("are not what a refusal of the provider tells", async () => {
    const failing = fakeProvider("failing", {
      refreshAccessToken: async () => {
        throw new Error("secret words of the provider");
      },
    });
    const { browser, rows } = await makeSocial({}, [failing]);
    const alice = browser();
    await signInSocial(alice, "failing");
    const accountId = rows("select id from account")[0]?.id;
    const refused = await alice.post("/refresh-token", { accountId });
    expect(refused).toMatchObject({ status: 400, body: { code: "FAILED_TO_REFRESH_ACCESS_TOKEN" } });
    expect(JSON.stringify(refused.body)).not.toContain("secret");
  });
});

describe("what the provider says now", () => {
  it("is asked with a good token", async () => {
    const { alice, accountId, fake } = await make();
    fake.person.name = "Alice Now";
    const answer = await alice.get(`/account-info?accountId=${accountId}`);
    expect(answer.body).toEqual({
      account: { id: accountId, providerId: "fake", accountId: "1" },
      user: { name: "Alice Now", email: "alice@example.com", emailVerified: true },
      data: fake.person,
    });
  });

  it("comes with the fields that it is mapped to, and with no id", async () => {
    const mapped = fakeProvider("fake", {
      getUserInfo: async () => ({
        user: { id: "forced", name: "Ada", email: "ada@example.com", emailVerified: true, locale: "fr" },
        data: { sub: "1" },
      }),
    });
    const { browser, rows } = await makeSocial({}, [mapped]);
    const ada = browser();
    await signInSocial(ada);
    const answer = await ada.get(`/account-info?accountId=${rows("select id from account")[0]?.id}`);
    expect(answer.body.user).toEqual({ name: "Ada", email: "ada@example.com", emailVerified: true, locale: "fr" });
  });

  it("is not asked for accounts that no provider has", async () => {
    const { browser, rows } = await make();
    const bob = browser("bob");
    await bob.signUp();
    const accountId = rows("select id from account where providerId = 'credential'")[0]?.id;
    const about = await bob.get(`/account-info?accountId=${accountId}`);
    expect(about).toMatchObject({ status: 400, body: { code: "PROVIDER_NOT_CONFIGURED" } });
    const token = await bob.post("/get-access-token", { accountId });
    expect(token).toMatchObject({ status: 400, body: { code: "PROVIDER_NOT_SUPPORTED" } });
  });
});
