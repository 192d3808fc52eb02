import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryAdapter } from "../../adapters-memory";
import { APIError } from "../../error";
import { makeAuth, ORIGIN, PASSWORD } from "../../test-support/instance";
import { memoryStorage } from "../../test-support/memory-storage";
import type { BetterAuthOptions, DBAdapter } from "../../types";

type Deletion = NonNullable<NonNullable<BetterAuthOptions["user"]>["deleteUser"]>;
type Mail = { url: string; token: string };

const NOT_FOUND = { status: 404, body: { message: "Not found", code: "NOT_FOUND" } };
const INVALID = { status: 404, body: { code: "INVALID_TOKEN", message: "Invalid token" } };
const DELETED = { status: 200, body: { success: true, message: "User deleted" } };

async function makeAlice(deletion: Partial<Deletion> = {}, options: Parameters<typeof makeAuth>[0] = {}) {
  const lines: string[] = [];
  const made = await makeAuth({
    logger: { log: (_level, message, ...rest) => void lines.push([message, ...rest.map(String)].join(" ")) },
    verification: { disableCleanup: true },
    user: { deleteUser: { enabled: true, ...deletion } },
    ...options,
  });
  const alice = made.browser("alice");
  await alice.signUp();
  const left = () => ["user", "session", "account"].map((table) => made.rows(`select * from ${table}`).length);
  return { ...made, alice, left, lines };
}

/** As a MongoDB server is that stands alone. */
function withoutTransactions(options: BetterAuthOptions): DBAdapter {
  const adapter = memoryAdapter({})(options);
  const bare: DBAdapter = { ...adapter, transaction: (work) => work(bare) };
  return bare;
}

/** The same, with links by mail. */
async function makeMailed(deletion: Partial<Deletion> = {}) {
  const mails: Mail[] = [];
  const made = await makeAlice({ sendDeleteAccountVerification: async (mail) => void mails.push(mail), ...deletion });
  const ask = async (body: Record<string, unknown> = {}) => {
    expect(await made.alice.post("/delete-user", body)).toMatchObject({
      status: 200,
      body: { success: true, message: "Verification email sent" },
    });
    return mails.at(-1) as Mail;
  };
  return { ...made, mails, ask };
}

const later = (hours: number) => vi.useFakeTimers({ now: Date.now() + hours * 3_600_000, toFake: ["Date"] });
afterEach(() => void vi.useRealTimers());

describe("deleting one's user", () => {
  it("is off unless it is turned on", async () => {
    const { browser } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject(NOT_FOUND);
    expect(await alice.get("/delete-user/callback?token=x")).toMatchObject(NOT_FOUND);
    expect(await alice.session()).not.toBeNull();
  });

  it("takes user, sessions and accounts away, and the cookies of this browser", async () => {
    const { alice, browser, left, rows } = await makeAlice();
    const bob = browser("bob");
    await bob.signUp();
    const phone = browser("alice");
    await phone.signIn();
    const answer = await alice.post("/delete-user", { password: PASSWORD });
    expect(answer).toMatchObject(DELETED);
    expect(alice.jar.size).toBe(0);
    expect(await phone.session()).toBeNull();
    expect(left()).toEqual([1, 1, 1]);
    expect(rows("select email from user")).toEqual([{ email: "bob@example.com" }]);
    expect((await alice.signIn()).status).toBe(401);
  });

  it("needs a fresh session when no password is given, and the password makes up for one that is not", async () => {
    const { alice, left } = await makeAlice();
    later(48);
    for (const body of [{}, { password: "" }]) {
      expect(await alice.post("/delete-user", body)).toMatchObject({
        status: 400,
        body: { code: "SESSION_EXPIRED", message: "Session expired. Re-authenticate to perform this action." },
      });
    }
    expect(left()).toEqual([1, 1, 1]);
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject(DELETED);
  });

  it.each([
    ["wrong horse 1", "INVALID_PASSWORD"],
    ["p".repeat(129), "PASSWORD_TOO_LONG"],
  ])("checks a password that is given, also in a fresh session: %s", async (password, code) => {
    const { alice, left } = await makeAlice();
    expect(await alice.post("/delete-user", { password })).toMatchObject({ status: 400, body: { code } });
    expect(left()).toEqual([1, 1, 1]);
  });

  it("says so when there is no password to check", async () => {
    const { alice, db } = await makeAlice();
    db.exec("update account set password = null");
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject({
      status: 400,
      body: { code: "CREDENTIAL_ACCOUNT_NOT_FOUND" },
    });
  });
});

describe("the hooks around a deletion", () => {
  it("run before and after it, with the user and the request", async () => {
    const seen: unknown[] = [];
    const { alice, left } = await makeAlice({
      beforeDelete: async ({ email }, request) => void seen.push(["before", email, left(), request?.method]),
      afterDelete: async ({ email }, request) => void seen.push(["after", email, left(), request?.method]),
    });
    await alice.post("/delete-user", { password: PASSWORD });
    expect(seen).toEqual([
      ["before", "alice@example.com", [1, 1, 1], "POST"],
      ["after", "alice@example.com", [0, 0, 0], "POST"],
    ]);
  });

  it("stop it by an APIError, which is the answer", async () => {
    const beforeDelete = async () => {
      throw new APIError("CONFLICT", { message: "You own a team", code: "OWNS_TEAM" });
    };
    const { alice, left } = await makeAlice({ beforeDelete });
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject({
      status: 409,
      body: { code: "OWNS_TEAM" },
    });
    expect(left()).toEqual([1, 1, 1]);
    expect(await alice.session()).not.toBeNull();
  });

  it("stop it by any other throw, which is a bug and tells nothing", async () => {
    const { alice, left } = await makeAlice({ beforeDelete: async () => Promise.reject(new Error("billing is down")) });
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject({ status: 500, body: null });
    expect(left()).toEqual([1, 1, 1]);
  });

  it("cannot fail it afterwards: that is logged", async () => {
    const { alice, left, lines } = await makeAlice({
      afterDelete: async () => Promise.reject(new Error("mail is down")),
    });
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject(DELETED);
    expect(left()).toEqual([0, 0, 0]);
    expect(lines.join("\n")).toContain("mail is down");
  });

  it.each([
    ["an adapter without transactions", () => ({ database: withoutTransactions })],
    ["sessions in a secondary storage", () => ({ secondaryStorage: memoryStorage() })],
  ])("of the database keep everything with %s, too", async (_what, places) => {
    const databaseHooks = { user: { delete: { before: async () => false as const } } };
    const { alice } = await makeAlice({}, { databaseHooks, ...places() });
    expect((await alice.post("/delete-user", { password: PASSWORD })).status).toBe(400);
    expect(await alice.session()).not.toBeNull();
    expect((await alice.signIn()).status).toBe(200);
  });

  it("of the database keep everything when one of them keeps the user", async () => {
    const databaseHooks = { user: { delete: { before: async () => false as const } } };
    const { alice, left } = await makeAlice({}, { databaseHooks });
    expect(await alice.post("/delete-user", { password: PASSWORD })).toMatchObject({
      status: 400,
      body: { code: "FAILED_TO_DELETE_USER" },
    });
    expect(left()).toEqual([1, 1, 1]);
    expect(await alice.session()).not.toBeNull();
  });
});

describe("a mailed link", () => {
  it("stays as good as it was when the application or a database hook keeps the user", async () => {
    let keeper: "application" | "hook" | null = "application";
    const mails: Mail[] = [];
    const { alice, left } = await makeAlice(
      {
        sendDeleteAccountVerification: async (mail) => void mails.push(mail),
        beforeDelete: async () => {
          if (keeper === "application") throw new APIError("CONFLICT", { code: "PAY_FIRST", message: "Pay first." });
        },
      },
      { databaseHooks: { user: { delete: { before: async () => keeper !== "hook" } } } },
    );
    await alice.post("/delete-user");
    const open = () => alice.get(`/delete-user/callback?token=${mails[0]?.token}`);
    expect(await open()).toMatchObject({ status: 409, body: { code: "PAY_FIRST" } });
    keeper = "hook";
    expect(await open()).toMatchObject({ status: 400, body: { code: "FAILED_TO_DELETE_USER" } });
    keeper = null;
    later(23);
    expect(left()).toEqual([1, 1, 1]);
    expect(await open()).toMatchObject(DELETED);
    expect(await open()).toMatchObject({ status: 404 });
  });

  it("deletes whoever it was mailed to, once, and leads on", async () => {
    const { alice, ask, left } = await makeMailed();
    const { url, token } = await ask({ callbackURL: "/bye?x=1" });
    expect(token).toMatch(/^[a-z0-9]{32}$/);
    expect(url).toBe(
      `${ORIGIN}/api/auth/delete-user/callback?token=${token}&callbackURL=${encodeURIComponent("/bye?x=1")}`,
    );
    const twin = Object.assign(alice, {});
    const opened = await twin.get(url);
    expect([opened.status, opened.headers.get("location")]).toEqual([302, "/bye?x=1"]);
    expect(alice.jar.size).toBe(0);
    expect(left()).toEqual([0, 0, 0]);
  });

  it("leads to the front page when nothing else was asked for, and answers in JSON without a target", async () => {
    const { alice, ask } = await makeMailed();
    const { url, token } = await ask();
    expect(url).toBe(`${ORIGIN}/api/auth/delete-user/callback?token=${token}&callbackURL=%2F`);
    expect(await alice.get(`/delete-user/callback?token=${token}`)).toMatchObject(DELETED);
  });

  it("can be spent by the page itself", async () => {
    const { alice, ask, left } = await makeMailed();
    const { token } = await ask();
    expect(await alice.post("/delete-user", { token })).toMatchObject(DELETED);
    expect(left()).toEqual([0, 0, 0]);
  });

  it("is wanted even with the right password, and not sent for a wrong one", async () => {
    const { alice, ask, left, mails } = await makeMailed();
    expect((await alice.post("/delete-user", { password: "wrong horse 1" })).status).toBe(400);
    expect(mails).toEqual([]);
    await ask({ password: PASSWORD });
    expect(left()).toEqual([1, 1, 1]);
  });

  it("stays as it is when somebody else opens it, signed in or not", async () => {
    const { alice, ask, browser, left } = await makeMailed();
    const bob = browser("bob");
    await bob.signUp();
    const { url, token } = await ask();
    expect(await bob.get(url)).toMatchObject(INVALID);
    expect(await bob.post("/delete-user", { token })).toMatchObject(INVALID);
    expect(await browser("nobody").get(url)).toMatchObject({
      status: 404,
      body: { code: "FAILED_TO_GET_USER_INFO" },
    });
    expect(left()).toEqual([2, 2, 2]);
    expect((await alice.get(url)).status).toBe(302);
    expect(left()).toEqual([1, 1, 1]);
  });

  it("stays as it is in a secondary storage, too, when somebody else opens it", async () => {
    const mails: Mail[] = [];
    const deleteUser = { enabled: true, sendDeleteAccountVerification: async (mail: Mail) => void mails.push(mail) };
    const { browser } = await makeAuth({ secondaryStorage: memoryStorage(), user: { deleteUser } });
    const [alice, bob] = [browser("alice"), browser("bob")];
    await alice.signUp();
    await bob.signUp();
    await alice.post("/delete-user", {});
    const { url } = mails[0] as Mail;
    expect(await bob.get(url)).toMatchObject(INVALID);
    expect((await alice.get(url)).status).toBe(302);
    expect((await alice.signIn()).status).toBe(401);
    expect(await bob.session()).not.toBeNull();
  });

  it("is not spent by looking, as previews of links do", async () => {
    const { alice, ask, left } = await makeMailed();
    const { url } = await ask();
    const looked = await alice.send("HEAD", url);
    expect([looked.status, looked.headers.get("allow")]).toEqual([405, "GET"]);
    expect(left()).toEqual([1, 1, 1]);
    expect((await alice.get(url)).status).toBe(302);
  });

  it("is good for a day, or as long as the options say", async () => {
    const { alice, ask, left } = await makeMailed({ deleteTokenExpiresIn: 3600 });
    const { url } = await ask();
    later(1.01);
    expect(await alice.get(url)).toMatchObject(INVALID);
    expect(left()).toEqual([1, 1, 1]);
  });

  it("takes no unknown token, no empty one, and none without a link", async () => {
    const { alice, left } = await makeAlice();
    expect(await alice.post("/delete-user", { token: "unknown" })).toMatchObject(INVALID);
    expect(await alice.get("/delete-user/callback?token=unknown")).toMatchObject(INVALID);
    expect(await alice.get("/delete-user/callback?token=")).toMatchObject(INVALID);
    expect(await alice.get("/delete-user/callback")).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
    expect(left()).toEqual([1, 1, 1]);
  });
});
