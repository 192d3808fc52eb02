import { afterEach, describe, expect, it, vi } from "vitest";
import { makeAuth } from "../../test-support/instance";

afterEach(() => void vi.useRealTimers());

/** Alice with a password and an account at a provider. */
async function makeAlice(options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth(options);
  const alice = made.browser("alice");
  const { body } = await alice.signUp();
  const { adapter } = await made.auth.$context;
  const link = (providerId: string, userId: string = body.user.id) =>
    adapter.create<{ id: string }>({
      model: "account",
      data: {
        providerId,
        userId,
        accountId: `${providerId}-4242`,
        scope: "read:user, user:email",
        accessToken: "access-secret",
        refreshToken: "refresh-secret",
        idToken: "id-secret",
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    });
  const github = await link("github");
  return { ...made, alice, github, link, userId: body.user.id as string };
}

describe("the list of accounts", () => {
  it("shows each with its scopes, and no secret", async () => {
    const { alice, github, userId } = await makeAlice();
    const { body } = await alice.get("/list-accounts");
    const common = { userId, createdAt: expect.any(String), updatedAt: expect.any(String) };
    const byProvider = body.toSorted((one: { providerId: string }, other: { providerId: string }) =>
      one.providerId.localeCompare(other.providerId),
    );
    expect(byProvider).toEqual([
      { id: expect.any(String), providerId: "credential", accountId: userId, scopes: [], ...common },
      { id: github.id, providerId: "github", accountId: "github-4242", scopes: ["read:user", "user:email"], ...common },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/secret|plain:|password/);
  });

  it("shows fields of the application, unless they are not given out", async () => {
    const additionalFields = {
      label: { type: "string" as const, required: false, defaultValue: "work" },
      note: { type: "string" as const, required: false, defaultValue: "hidden", returned: false },
    };
    const { alice } = await makeAlice({ account: { additionalFields } });
    const { body } = await alice.get("/list-accounts");
    expect(body[0].label).toBe("work");
    expect(JSON.stringify(body)).not.toContain("hidden");
  });

  it("is for whoever is signed in", async () => {
    const { browser } = await makeAlice();
    expect(await browser("nobody").get("/list-accounts")).toMatchObject({
      status: 401,
      body: { code: "UNAUTHORIZED" },
    });
  });
});

describe("unlinking", () => {
  it("takes an account away by its id, and says so once", async () => {
    const seen: unknown[] = [];
    const handle = (event: { accountId?: unknown; userId?: unknown }) =>
      void seen.push([event.accountId, event.userId]);
    const plugin = { id: "watch", events: [{ types: ["account.deleted" as const], handle: handle as never }] };
    const { alice, github, rows, userId } = await makeAlice({ plugins: [plugin] });
    expect(await alice.post("/unlink-account", { accountId: github.id })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    expect(rows("select providerId from account")).toEqual([{ providerId: "credential" }]);
    expect(seen).toEqual([[github.id, userId]]);
  });

  it.each(["unknown", "github", "github-4242", ""])("takes only the id: %j is not found", async (accountId) => {
    const { alice, rows } = await makeAlice();
    expect(await alice.post("/unlink-account", { accountId })).toMatchObject({
      status: 400,
      body: { code: "ACCOUNT_NOT_FOUND" },
    });
    expect(rows("select * from account")).toHaveLength(2);
  });

  it("leaves the last account, unless the options let it go", async () => {
    const { alice, github, rows } = await makeAlice();
    await alice.post("/unlink-account", { accountId: github.id });
    const [{ id }] = rows("select id from account") as [{ id: string }];
    for (const accountId of [id, "unknown"]) {
      expect(await alice.post("/unlink-account", { accountId })).toMatchObject({
        status: 400,
        body: { code: "FAILED_TO_UNLINK_LAST_ACCOUNT" },
      });
    }
    expect(rows("select * from account")).toHaveLength(1);

    const loose = await makeAlice({ account: { accountLinking: { allowUnlinkingAll: true } } });
    for (const row of loose.rows("select id from account")) {
      expect((await loose.alice.post("/unlink-account", { accountId: row.id })).status).toBe(200);
    }
    expect(loose.rows("select * from account")).toEqual([]);
  });

  it("needs a fresh session", async () => {
    const { alice, github } = await makeAlice();
    vi.useFakeTimers({ now: Date.now() + 25 * 3_600_000, toFake: ["Date"] });
    expect(await alice.post("/unlink-account", { accountId: github.id })).toMatchObject({
      status: 403,
      body: { code: "SESSION_NOT_FRESH" },
    });
  });

  it("changes nothing else about the user", async () => {
    const { alice, github, rows } = await makeAlice();
    const before = rows("select * from user");
    await alice.post("/unlink-account", { accountId: github.id });
    expect(rows("select * from user")).toEqual(before);
  });
});
