import { describe, expect, it, vi } from "vitest";
import { memoryAdapter } from "../../adapters-memory";
import { hashPassword, verifyPassword } from "../../crypto/password";
import { cheapPasswords, makeAuth, PASSWORD } from "../../test-support/instance";
import { FIFTY, RACE } from "../../test-support/races";

async function makeAlice(options: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth(options);
  const alice = made.browser("alice");
  await alice.signUp();
  return { ...made, alice };
}

/** Counts what an own pair of functions is asked, and hashes in a way of its own. */
function makeOwnPasswords() {
  const calls: string[] = [];
  const password = {
    hash: async (text: string) => {
      calls.push(`hash ${text}`);
      return `own:${[...text].reverse().join("")}`;
    },
    verify: async ({ hash, password: text }: { hash: string; password: string }) => {
      calls.push(`verify ${text}`);
      return hash === `own:${[...text].reverse().join("")}`;
    },
  };
  return { calls, password };
}

describe("verify-password", () => {
  it("says whether whoever is signed in knows the password", async () => {
    const { alice, browser } = await makeAlice();
    expect(await alice.post("/verify-password", { password: PASSWORD })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    for (const password of ["wrong horse 1", ""]) {
      expect(await alice.post("/verify-password", { password })).toMatchObject({
        status: 400,
        body: { code: "INVALID_PASSWORD" },
      });
    }
    expect(await browser("nobody").post("/verify-password", { password: PASSWORD })).toMatchObject({
      status: 401,
      body: { code: "UNAUTHORIZED" },
    });
  });

  it("does not tell a user without a password from a wrong one, by cost either", async () => {
    const { calls, password } = makeOwnPasswords();
    const { alice, db } = await makeAlice({ emailAndPassword: { enabled: true, password } });
    db.exec("delete from account");
    calls.length = 0;
    expect(await alice.post("/verify-password", { password: PASSWORD })).toMatchObject({
      status: 400,
      body: { code: "INVALID_PASSWORD" },
    });
    expect(calls).toHaveLength(1);
  });
});

describe("change-password", () => {
  it("tells the hooks after it the account, and asks those before it once", async () => {
    const before = vi.fn(async () => {});
    const after = vi.fn(async () => {});
    const { alice, rows } = await makeAlice({ databaseHooks: { account: { update: { before, after } } } });
    const passwords = { currentPassword: PASSWORD, newPassword: "better horse 2" };
    expect((await alice.post("/change-password", passwords)).status).toBe(200);
    const [account] = rows("select id, userId from account");
    const told = { ...account, providerId: "credential", password: "plain:better horse 2" };
    expect(before.mock.calls).toEqual([[{ password: told.password }, expect.anything()]]);
    expect(after.mock.calls).toEqual([[expect.objectContaining(told), expect.anything()]]);
  });
});

describe("set-password", () => {
  it.each(["a database", "memory"])("gives none to a user who is deleted at the same moment, in %s", async (place) => {
    let meanwhile = async () => {};
    const hash = async (password: string) => {
      await meanwhile();
      return cheapPasswords.hash(password);
    };
    const { alice, auth } = await makeAlice({
      emailAndPassword: { enabled: true, password: { ...cheapPasswords, hash } },
      account: { accountLinking: { allowUnlinkingAll: true } },
      ...(place === "memory" ? { database: memoryAdapter({}) } : {}),
    });
    const { internalAdapter } = await auth.$context;
    const { user } = await alice.session();
    await internalAdapter.deleteAccounts(user.id);
    meanwhile = () => internalAdapter.deleteUser(user.id);
    const setting = auth.api.setPassword({ body: { newPassword: "brand new 1" }, headers: alice.headers() });
    await expect(setting).rejects.toMatchObject({ statusCode: 400 });
    expect(await internalAdapter.findAccounts(user.id)).toEqual([]);
  });

  it("gives a password to a user who has none, once", async () => {
    const { alice, auth, browser, db, rows } = await makeAlice();
    db.exec("update account set providerId = 'github', accountId = '4242', password = null");
    const set = (newPassword: string, headers = alice.headers()) =>
      auth.api.setPassword({ body: { newPassword }, headers });
    await expect(set("short")).rejects.toMatchObject({ statusCode: 400, body: { code: "PASSWORD_TOO_SHORT" } });
    await expect(set("p".repeat(129))).rejects.toMatchObject({ body: { code: "PASSWORD_TOO_LONG" } });
    await expect(set("brand new 1", new Headers())).rejects.toMatchObject({
      statusCode: 401,
      body: { code: "UNAUTHORIZED" },
    });
    expect(await set("brand new 1")).toEqual({ status: true });
    await expect(set("brand new 2")).rejects.toMatchObject({
      statusCode: 400,
      body: { code: "PASSWORD_ALREADY_SET", message: "User already has a password set" },
    });
    expect(rows("select providerId from account order by rowid")).toEqual([
      { providerId: "github" },
      { providerId: "credential" },
    ]);
    expect((await browser("alice").signIn({ password: "brand new 1" })).status).toBe(200);
  });

  it("uses an account for a password that is there and empty", async () => {
    const { alice, auth, db, rows } = await makeAlice();
    db.exec("update account set password = null");
    await auth.api.setPassword({ body: { newPassword: "brand new 1" }, headers: alice.headers() });
    expect(rows("select password from account")).toEqual([{ password: "plain:brand new 1" }]);
  });

  it("of fifty at once gives one password, in one account", RACE, async () => {
    const { alice, auth, db, rows } = await makeAlice();
    db.exec("delete from account");
    const tries = FIFTY.map((index) =>
      auth.api.setPassword({ body: { newPassword: `brand new ${index}` }, headers: alice.headers() }),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(rows("select * from account")).toHaveLength(1);
  });

  it("raises the events of a new account and of a changed password", async () => {
    const seen: string[] = [];
    const plugin = { id: "watch", events: [{ handle: ({ type }: { type: string }) => void seen.push(type) }] };
    const { alice, auth, db } = await makeAlice({ plugins: [plugin] });
    db.exec("delete from account");
    seen.length = 0;
    await auth.api.setPassword({ body: { newPassword: "brand new 1" }, headers: alice.headers() });
    expect(seen).toEqual(["account.created", "password.changed"]);
  });
});

describe("functions of the application that hash and verify", () => {
  it("are asked by every route that takes a password", async () => {
    const { calls, password } = makeOwnPasswords();
    const tokens: string[] = [];
    const { alice, auth, db, rows } = await makeAlice({
      emailAndPassword: {
        enabled: true,
        password,
        sendResetPassword: async ({ token }) => void tokens.push(token),
      },
      user: { deleteUser: { enabled: true } },
    });
    const taken = () => calls.splice(0);
    expect(taken()).toEqual([`hash ${PASSWORD}`]);
    await alice.post("/verify-password", { password: PASSWORD });
    expect(taken()).toEqual([`verify ${PASSWORD}`]);
    await alice.post("/change-password", { currentPassword: PASSWORD, newPassword: "better horse 2" });
    expect(taken()).toEqual([`verify ${PASSWORD}`, "hash better horse 2"]);
    await alice.post("/request-password-reset", { email: "alice@example.com" });
    await alice.post("/reset-password", { token: tokens[0], newPassword: "third horse 3" });
    expect(taken()).toEqual(["hash third horse 3"]);
    expect(rows("select password from account")).toEqual([{ password: "own:3 esroh driht" }]);
    db.exec("update account set password = null");
    await auth.api.setPassword({ body: { newPassword: "fourth horse 4" }, headers: alice.headers() });
    expect(taken()).toEqual(["hash fourth horse 4"]);
    expect((await alice.post("/delete-user", { password: "fourth horse 4" })).status).toBe(200);
    expect(taken()).toEqual(["verify fourth horse 4"]);
  });

  it("that throw are a bug, never a yes", async () => {
    const lines: string[] = [];
    const password = { hash: async () => "own", verify: async () => Promise.reject(new Error("the HSM is down")) };
    const { alice, browser, rows } = await makeAlice({
      emailAndPassword: { enabled: true, password },
      user: { deleteUser: { enabled: true } },
      logger: { log: (_level, message, ...rest) => void lines.push([message, ...rest.map(String)].join(" ")) },
    });
    const tries: [string, Record<string, unknown>][] = [
      ["/verify-password", { password: PASSWORD }],
      ["/change-password", { currentPassword: PASSWORD, newPassword: "better horse 2" }],
      ["/delete-user", { password: PASSWORD }],
    ];
    for (const [path, body] of tries) {
      expect(await alice.post(path, body), path).toMatchObject({ status: 500, body: null });
    }
    expect((await browser("alice").signIn()).status).toBe(500);
    expect(lines.filter((line) => line.includes("the HSM is down"))).toHaveLength(4);
    expect(rows("select * from user")).toHaveLength(1);
  });
});

describe("long passwords", () => {
  it("count to their last byte: no two that differ after byte 72 are the same (advisory 108)", async () => {
    const start = "é".repeat(40);
    const hash = await hashPassword(`${start}a`);
    expect(await verifyPassword({ hash, password: `${start}a` })).toBe(true);
    expect(await verifyPassword({ hash, password: `${start}b` })).toBe(false);
    const ascii = "p".repeat(127);
    const { alice, browser } = await makeAlice({ emailAndPassword: { enabled: true } });
    const change = { currentPassword: PASSWORD, newPassword: `${ascii}a` };
    expect((await alice.post("/change-password", change)).status).toBe(200);
    expect((await browser("alice").signIn({ password: `${ascii}b` })).status).toBe(401);
    expect((await browser("alice").signIn({ password: `${ascii}a` })).status).toBe(200);
    // Real hashes, on machines that are busy with other tests.
  }, 30_000);

  it("past the limit are refused before anything is hashed, wherever one comes in (advisory 108)", async () => {
    const { calls, password } = makeOwnPasswords();
    const { alice, auth } = await makeAlice({
      emailAndPassword: { enabled: true, password },
      user: { deleteUser: { enabled: true } },
    });
    calls.length = 0;
    const long = "p".repeat(129);
    const tries: [string, Record<string, unknown>][] = [
      ["/sign-up/email", { name: "B", email: "b@example.com", password: long }],
      ["/sign-in/email", { email: "alice@example.com", password: long }],
      ["/verify-password", { password: long }],
      ["/change-password", { currentPassword: long, newPassword: "better horse 2" }],
      ["/change-password", { currentPassword: PASSWORD, newPassword: long }],
      ["/reset-password", { token: "unknown", newPassword: long }],
      ["/delete-user", { password: long }],
    ];
    for (const [path, body] of tries) {
      const answer = await alice.post(path, body);
      expect(answer, path).toMatchObject({ status: 400, body: { code: "PASSWORD_TOO_LONG" } });
    }
    const set = auth.api.setPassword({ body: { newPassword: long }, headers: alice.headers() });
    await expect(set).rejects.toMatchObject({ body: { code: "PASSWORD_TOO_LONG" } });
    expect(calls).toEqual([]);
  });
});
