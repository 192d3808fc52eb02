import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { createAuthEndpoint } from "../api";
import { isRefusedValue } from "../database/refused-value";
import { defineErrorCodes } from "../error";
import { makeAuth } from "../test-support/instance";
import { databaseName } from "../test-support/test-database";
import type { BetterAuthPlugin } from "../types";

const additionalFields = {
  badge: { type: "string", required: false, unique: true },
  boss: { type: "string", required: false, references: { model: "user", field: "id" } },
  step: { type: "number", required: false, defaultValue: 1, onUpdate: () => 7 },
  once: { type: "string", required: false, transform: { input: async (text: string) => `${text}!` } },
  big: { type: "number", required: false, bigint: true },
} as const;

describe.each([databaseName, "memory"] as const)("a value that is taken in a unique field, on %s", (on) => {
  it("is the caller's mistake, on sign-up and on update", async () => {
    const { browser } = await makeAuth({
      user: { additionalFields },
      ...(on === "memory" ? { database: memoryAdapter({}) } : {}),
    } as never);
    const alice = browser();
    expect((await alice.signUp({ badge: "one" })).status).toBe(200);
    const bob = browser("bob");
    expect(await bob.signUp({ badge: "one" })).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_CREATE_USER", message: "Failed to create user" },
    });
    expect((await bob.signUp({ badge: "two" })).status).toBe(200);
    expect(await bob.post("/update-user", { badge: "one" })).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_UPDATE_USER", message: "Failed to update user" },
    });
    expect((await bob.post("/update-user", { badge: "three" })).status).toBe(200);
    expect((await bob.session()).user.badge).toBe("three");
  });
});

describe.each([databaseName, "memory"] as const)("a taken value in a field that says what to answer, on %s", (on) => {
  const { HANDLE_TAKEN } = defineErrorCodes({ HANDLE_TAKEN: "Somebody has it" });
  const handle = { type: "string", required: false, unique: true } as const;
  const lower = { input: async (text: string) => text.toLowerCase() };
  const handles: BetterAuthPlugin = {
    id: "handles",
    schema: { user: { fields: { handle: { ...handle, transform: lower } }, taken: { handle: HANDLE_TAKEN } } },
    endpoints: {
      add: createAuthEndpoint("/add", { method: "POST" }, async (ctx) => {
        const user = ctx.body as { email: string };
        return ctx.context.internalAdapter.createUser({ name: "", ...user });
      }),
    },
  };

  it("is refused with it by whatever writes it, and the owner keeps it", async () => {
    const { browser } = await makeAuth({
      user: { additionalFields },
      plugins: [handles],
      ...(on === "memory" ? { database: memoryAdapter({}) } : {}),
    } as never);
    const refused = { status: 400, body: { code: "HANDLE_TAKEN", message: "Somebody has it" } };
    const [alice, bob] = [browser("alice"), browser("bob")];
    expect((await alice.signUp({ handle: "Ada" })).body.user.handle).toBe("ada");
    expect(await bob.signUp({ handle: "ADA" })).toMatchObject(refused);
    expect(await bob.post("/add", { email: "bob@example.com", handle: "aDa" })).toMatchObject(refused);
    expect((await bob.signUp({ handle: "bob", badge: "one" })).status).toBe(200);
    expect(await bob.post("/update-user", { handle: "Ada" })).toMatchObject(refused);
    expect((await bob.post("/update-user", { handle: "BOB" })).status).toBe(200);
    // Taken is something else here.
    expect(await alice.post("/update-user", { handle: "ADA", badge: "one" })).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_UPDATE_USER" },
    });
  });
});

it("a value that the database refuses is the caller's mistake in a session, too", async () => {
  const { browser } = await makeAuth({
    session: {
      additionalFields: {
        seat: { type: "string", required: false, unique: true },
        guide: { type: "string", required: false, references: { model: "user", field: "id" } },
      },
    },
  });
  const alice = browser();
  await alice.signUp();
  const bob = browser("bob");
  await bob.signUp();
  expect((await alice.post("/update-session", { seat: "1A" })).status).toBe(200);
  for (const change of [{ seat: "1A" }, { guide: "nobody" }]) {
    expect(await bob.post("/update-session", change)).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_UPDATE_SESSION", message: "Failed to update session" },
    });
  }
  expect((await bob.post("/update-session", { seat: "1B" })).body.session.seat).toBe("1B");
});

describe("additional fields", () => {
  it("that point nowhere are refused", async () => {
    const { browser } = await makeAuth({ user: { additionalFields } });
    const alice = browser();
    expect((await alice.signUp({ boss: "nobody" })).status).toBe(422);
    const { body } = await alice.signUp();
    expect((await alice.post("/update-user", { boss: "nobody" })).status).toBe(422);
    expect((await alice.post("/update-user", { boss: body.user.id })).status).toBe(200);
  });

  it("that are no numbers are refused where ids are", async () => {
    const { browser } = await makeAuth({
      advanced: { database: { generateId: "serial" } },
      user: { additionalFields },
      session: { additionalFields: { boss: additionalFields.boss } },
    });
    const alice = browser();
    const refused = { status: 400, body: { code: "VALIDATION_ERROR", message: expect.stringContaining("body.boss") } };
    for (const boss of ["abc", "1.5", "", "9".repeat(30)]) {
      expect(await alice.signUp({ boss })).toMatchObject(refused);
    }
    await alice.signUp();
    for (const path of ["/update-user", "/update-session"]) {
      for (const boss of ["abc", "1.5", "", "9".repeat(30)]) {
        expect(await alice.post(path, { boss })).toMatchObject(refused);
      }
      expect((await alice.post(path, { boss: (await alice.session()).user.id })).status).toBe(200);
    }
  });

  it("are transformed once, and only when they are given", async () => {
    const { browser, rows } = await makeAuth({ user: { additionalFields } });
    const alice = browser();
    await alice.signUp({ once: "a" });
    await browser("bob").signUp();
    expect(rows("select once from user order by name")).toEqual([{ once: "a!" }, { once: null }]);
    await alice.post("/update-user", { once: "b" });
    expect(rows("select once from user order by name")).toEqual([{ once: "b!" }, { once: null }]);
  });

  it("have a value of their own on update", async () => {
    const { browser } = await makeAuth({ user: { additionalFields } });
    const alice = browser();
    expect((await alice.signUp()).body.user.step).toBe(1);
    await alice.post("/update-user", { badge: "x" });
    expect((await alice.session()).user.step).toBe(7);
    await alice.post("/update-user", { step: 3 });
    expect((await alice.session()).user.step).toBe(3);
  });

  it("of 64 bits are whole, and no larger than JSON can say", async () => {
    const { browser } = await makeAuth({ user: { additionalFields } });
    expect((await browser().signUp({ big: 9_007_199_254_740_991 })).body.user.big).toBe(9_007_199_254_740_991);
    for (const big of [1.5, 9_007_199_254_740_992, "9007199254740991"])
      expect((await browser("bob").signUp({ big })).body).toMatchObject({ code: "VALIDATION_ERROR" });
  });
});

describe("an error of a database", () => {
  it.each([
    [{ code: "23505" }, true],
    [{ code: "23503" }, true],
    [{ code: "22003" }, true],
    [{ code: "SQLITE_CONSTRAINT_FOREIGNKEY" }, true],
    [{ errno: 1452 }, true],
    [{ number: 547 }, true],
    [{ code: "UNIQUE_VIOLATION" }, true],
    [{ message: "NOT NULL constraint failed: user.name" }, true],
    [{ code: "08006" }, false],
    [{ code: "40001" }, false],
    [{ code: "SQLITE_BUSY" }, false],
    [{ code: "ECONNREFUSED" }, false],
    [{ message: "connection lost" }, false],
  ])("%j says that it refuses a value: %s", (members, refuses) => {
    const error = Object.assign(new Error(), members);
    expect(isRefusedValue(error)).toBe(refuses);
    expect(isRefusedValue(new Error("wrapped", { cause: error }))).toBe(refuses);
  });
});
