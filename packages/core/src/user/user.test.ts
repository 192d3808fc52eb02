import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";
import * as z from "../zod";

const options = {
  user: {
    additionalFields: {
      age: { type: "number", required: true },
      plan: { type: "string", required: false, defaultValue: "free", input: false },
      nick: { type: "string", required: false, fieldName: "nick_name" },
      internal: { type: "string", required: false, returned: false },
      active: { type: "boolean", required: false, defaultValue: () => true },
      born: { type: "date", required: false },
      tags: { type: "string[]", required: false },
      scores: { type: "number[]", required: false },
      level: { type: ["low", "high"], required: false },
      settings: { type: "json", required: false },
      slug: { type: "string", required: false, validator: { input: z.string().check(z.minLength(3)) } },
      shout: { type: "string", required: false, transform: { input: (text: string) => text.toUpperCase() } },
    },
  },
} as const;

describe("additional fields", () => {
  it("come in, are stored, and go out as what they are", async () => {
    const { browser, rows } = await makeAuth(options as never);
    const alice = browser();
    const values = {
      age: 30,
      nick: "Al",
      internal: "x",
      born: "1990-05-06T00:00:00.000Z",
      tags: ["a", "b"],
      scores: [1, 2],
      level: "low",
      settings: { a: [1] },
      slug: "abc",
      shout: "hey",
    };
    const { body } = await alice.signUp(values);
    const shown = { ...values, plan: "free", active: true, shout: "HEY" } as Record<string, unknown>;
    delete shown.internal;
    expect(body.user).toMatchObject(shown);
    expect(body.user).not.toHaveProperty("internal");
    expect((await alice.session()).user).toEqual(body.user);
    expect(rows("select nick_name, internal, plan, active from user")).toEqual([
      { nick_name: "Al", internal: "x", plan: "free", active: 1 },
    ]);
  });

  it("are asked for when they are required", async () => {
    const { browser } = await makeAuth(options as never);
    expect((await browser().signUp()).body).toEqual({ code: "MISSING_FIELD", message: "age is required" });
  });

  it.each([
    ["age", "old"],
    ["age", null],
    ["age", Number.NaN],
    ["nick", 5],
    ["active", "yes"],
    ["born", "never"],
    ["born", 5],
    ["tags", "a"],
    ["tags", [1]],
    ["scores", ["1"]],
    ["level", "middle"],
    ["slug", "x"],
  ])("%s is not %j: 400 with the field's path, at sign-up and on update", async (field, value) => {
    const { browser } = await makeAuth(options as never);
    const alice = browser();
    const refused = {
      status: 400,
      body: { code: "VALIDATION_ERROR", message: expect.stringContaining(`[body.${field}`) },
    };
    expect(await browser("bob").signUp({ age: 1, [field]: value })).toMatchObject(refused);
    expect((await alice.signUp({ age: 1 })).status).toBe(200);
    expect(await alice.post("/update-user", { [field]: value })).toMatchObject(refused);
  });

  it("change one by one, and clear with null where they are optional", async () => {
    const { browser, rows } = await makeAuth(options as never);
    const alice = browser();
    await alice.signUp({ age: 1, nick: "Al", level: "low" });
    expect((await alice.post("/update-user", { nick: null, age: 2 })).body).toEqual({ status: true });
    expect(rows("select nick_name, age, level from user")).toEqual([{ nick_name: null, age: 2, level: "low" }]);
  });
});

describe("update-user", () => {
  it("changes name and image, and answers with the session's cookie", async () => {
    const { browser } = await makeAuth();
    const alice = browser();
    await alice.signUp({ image: "https://img.example.com/a.png" });
    const answer = await alice.post("/update-user", { name: "Alice B", image: null });
    expect(answer.cookies[0]).toMatch(/^better-auth\.session_token=.*Max-Age=604800/);
    expect((await alice.session()).user).toMatchObject({ name: "Alice B", image: null });
  });

  it.each([
    [{}, "NO_FIELDS_TO_UPDATE"],
    [{ unknown: 1 }, "NO_FIELDS_TO_UPDATE"],
    [{ email: "x@example.com" }, "EMAIL_CAN_NOT_BE_UPDATED"],
    [{ name: 5 }, "VALIDATION_ERROR"],
    [{ name: ["x"] }, "VALIDATION_ERROR"],
    [{ name: " " }, "VALIDATION_ERROR"],
    [{ name: "n".repeat(256) }, "VALIDATION_ERROR"],
    [{ image: 5 }, "VALIDATION_ERROR"],
  ])("refuses %j with %s", async (body, code) => {
    const { browser, rows } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    const before = rows("select * from user");
    expect(await alice.post("/update-user", body)).toMatchObject({ status: 400, body: { code } });
    expect(rows("select * from user")).toEqual(before);
  });
});

describe("database hooks", () => {
  it("change what is written, stop it, and run afterwards in the order of the rows", async () => {
    const order: string[] = [];
    const { browser, rows } = await makeAuth({
      databaseHooks: {
        user: {
          create: {
            before: async (user) => (user.name === "veto" ? false : { data: { name: `${user.name}!` } }),
            after: async () => void order.push("user"),
          },
          update: { before: async () => ({ data: { image: "https://img.example.com/hook.png" } }) },
        },
        account: { create: { after: async () => void order.push("account") } },
        session: {
          create: {
            before: async (_session, ctx) => ({ data: { userAgent: `from ${ctx?.path}` } }),
            after: async () => void order.push("session"),
          },
          delete: { before: async () => false },
        },
      },
    });
    expect(await browser("veto").signUp()).toMatchObject({ status: 400, body: { code: "FAILED_TO_CREATE_USER" } });
    const alice = browser();
    expect((await alice.signUp()).body.user.name).toBe("alice!");
    expect(order).toEqual(["user", "account", "session"]);
    await alice.post("/update-user", { name: "A" });
    expect(rows("select name, image from user")).toEqual([{ name: "A", image: "https://img.example.com/hook.png" }]);
    expect(rows("select userAgent from session")).toEqual([{ userAgent: "from /sign-up/email" }]);
    await alice.post("/sign-out");
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("that fail before undo the whole sign-up; that fail after change nothing", async () => {
    const breaks = async () => {
      throw new Error("hook broke");
    };
    const before = await makeAuth({ databaseHooks: { session: { create: { before: breaks } } } });
    expect(await before.browser().signUp()).toMatchObject({ status: 422, body: { code: "FAILED_TO_CREATE_USER" } });
    for (const table of ["user", "account", "session"]) expect(before.rows(`select * from ${table}`)).toEqual([]);

    const after = await makeAuth({ databaseHooks: { user: { create: { after: breaks } } } });
    expect((await after.browser().signUp()).status).toBe(200);
    expect(after.rows("select * from session")).toHaveLength(1);
  });

  it("that keep the account with the password undo the whole sign-up", async () => {
    const { browser, rows } = await makeAuth({ databaseHooks: { account: { create: { before: async () => false } } } });
    expect(await browser().signUp()).toMatchObject({ status: 400, body: { code: "FAILED_TO_CREATE_USER" } });
    for (const table of ["user", "account", "session"]) expect(rows(`select * from ${table}`)).toEqual([]);
  });

  it("that give another form of an address do not lock its owner out", async () => {
    const before = async (user: { email?: string }) => ({
      data: user.email ? { email: user.email.toUpperCase() } : {},
    });
    const { auth, browser, rows } = await makeAuth({
      databaseHooks: { user: { create: { before }, update: { before } } },
    });
    const alice = browser();
    expect((await alice.signUp()).body.user.email).toBe(alice.email);
    expect((await alice.signIn()).status).toBe(200);
    expect((await alice.signUp()).status).toBe(422);
    const { internalAdapter } = await auth.$context;
    const { user } = await alice.session();
    await internalAdapter.updateUser(user.id, { email: "Alice@Example.org" });
    expect(rows("select email from user")).toEqual([{ email: "alice@example.org" }]);
  });

  it("are not called for an address that is taken", async () => {
    let calls = 0;
    const { browser } = await makeAuth({ databaseHooks: { user: { create: { before: async () => void calls++ } } } });
    await browser("a").signUp();
    await browser("a").signUp();
    expect(calls).toBe(1);
  });
});
