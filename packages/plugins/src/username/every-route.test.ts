import { createAuthEndpoint } from "@better-auth/core/api";
import type { BetterAuthPlugin } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { makeAuth } from "test-kit";
import { describe, expect, it, vi } from "vitest";
import { emailOTP } from "../email-otp";
import { USERNAME_ERROR_CODES, type UsernameOptions, username } from ".";

const body = z.looseObject({ email: z.string() });

/** Somebody else's plugin, which makes and changes users from a body and never heard of names. */
const people: BetterAuthPlugin = {
  id: "people",
  endpoints: {
    addPerson: createAuthEndpoint("/people/add", { method: "POST", body }, async (ctx) => {
      return ctx.context.internalAdapter.createUser({ name: "", ...ctx.body }, { method: "people" });
    }),
    changePerson: createAuthEndpoint(
      "/people/change",
      { method: "POST", body: z.looseObject({ id: z.string() }) },
      async (ctx) => {
        const { id, ...changes } = ctx.body;
        return ctx.context.internalAdapter.updateUser(id, changes);
      },
    ),
    importPerson: createAuthEndpoint("/people/import", { method: "POST", body }, async (ctx) => {
      const now = new Date();
      const data = { name: "", emailVerified: false, createdAt: now, updatedAt: now, ...ctx.body };
      return ctx.context.adapter.create({ model: "user", data });
    }),
  },
};

async function make(options: UsernameOptions = {}, auth: Parameters<typeof makeAuth>[0] = {}) {
  const made = await makeAuth({ ...auth, plugins: [username(options), people, ...(auth?.plugins ?? [])] });
  return { ...made, post: made.browser("app").post };
}

const refusal = (code: keyof typeof USERNAME_ERROR_CODES) => ({
  status: 400,
  body: { code, message: USERNAME_ERROR_CODES[code].message },
});

const badNames = [
  ["ab", "USERNAME_TOO_SHORT"],
  ["", "USERNAME_TOO_SHORT"],
  ["a".repeat(31), "USERNAME_TOO_LONG"],
  ["has space", "INVALID_USERNAME"],
  ["line\nbreak", "INVALID_USERNAME"],
  [5, "INVALID_USERNAME"],
  [{ $ne: null }, "INVALID_USERNAME"],
] as const;

describe("a route of another plugin", () => {
  it.each(badNames)("makes nobody with the name %j", async (name, code) => {
    const { post, rows } = await make();
    for (const path of ["/people/add", "/people/import"]) {
      expect(await post(path, { email: "eve@example.com", username: name })).toMatchObject(refusal(code));
    }
    expect(rows("select * from user")).toEqual([]);
  });

  it.each(badNames)("gives nobody the name %j", async (name, code) => {
    const { post, rows } = await make();
    const { id } = (await post("/people/add", { email: "eve@example.com", username: "eve" })).body;
    expect(await post("/people/change", { id, username: name })).toMatchObject(refusal(code));
    expect(rows("select username from user")).toEqual([{ username: "eve" }]);
  });

  it("stores the normal form, and takes a name away", async () => {
    const { post, rows } = await make();
    for (const [i, path] of ["/people/add", "/people/import"].entries()) {
      const answer = await post(path, { email: `${i}@example.com`, username: `Eve_${i}`, displayUsername: "Eve!" });
      expect(answer).toMatchObject({ status: 200, body: { username: `eve_${i}`, displayUsername: "Eve!" } });
    }
    const [eve] = rows("select id from user where username = 'eve_0'");
    expect((await post("/people/change", { id: eve?.id, username: "Other.One" })).body.username).toBe("other.one");
    expect((await post("/people/change", { id: eve?.id, username: null })).body.username).toBeNull();
    expect((await post("/people/change", { id: eve?.id, name: "Eve" })).status).toBe(200);
  });

  it("is asked the application's own rules", async () => {
    const { post, rows } = await make({
      usernameValidator: async (name) => name !== "admin",
      displayUsernameValidator: (name) => !name.includes("!"),
      displayUsernameNormalization: (name) => name.trim(),
      usernameNormalization: (name) => name.toLowerCase().replaceAll("0", "o"),
      validationOrder: { username: "post-normalization" },
    });
    const add = (names: object) => post("/people/add", { email: "eve@example.com", ...names });
    expect(await add({ username: "ADMIN" })).toMatchObject(refusal("INVALID_USERNAME"));
    expect(await add({ displayUsername: "Wow!" })).toMatchObject(refusal("INVALID_DISPLAY_USERNAME"));
    expect(await add({ displayUsername: 5 })).toMatchObject(refusal("INVALID_DISPLAY_USERNAME"));
    expect(rows("select * from user")).toEqual([]);
    expect((await add({ username: "B0B", displayUsername: " Bob " })).body).toMatchObject({
      username: "bob",
      displayUsername: "Bob",
    });
  });

  it("gives nobody a name that somebody has", async () => {
    const { post, rows } = await make();
    await post("/people/add", { email: "eve@example.com", username: "wanted" });
    const { id } = (await post("/people/add", { email: "bob@example.com", username: "bob" })).body;
    const taken = refusal("USERNAME_IS_ALREADY_TAKEN");
    expect(await post("/people/add", { email: "kim@example.com", username: "WANTED" })).toMatchObject(taken);
    expect(await post("/people/change", { id, username: "Wanted" })).toMatchObject(taken);
    expect((await post("/people/change", { id, username: "BOB" })).status).toBe(200);
    expect(rows("select username from user order by username")).toEqual([{ username: "bob" }, { username: "wanted" }]);
  });

  it("is answered for another taken value as before", async () => {
    const nickname = { type: "string", required: false, unique: true } as const;
    const { post } = await make({}, { user: { additionalFields: { nickname } } });
    const eve = { username: "eve", nickname: "E" };
    await post("/people/add", { email: "eve@example.com", ...eve });
    const { id } = (await post("/people/add", { email: "bob@example.com", username: "bob" })).body;
    expect(await post("/people/add", { email: "kim@example.com", username: "kim", nickname: "E" })).toMatchObject({
      status: 409,
      body: { code: "DATABASE_CONFLICT" },
    });
    expect(await post("/people/change", { id, username: "bob", nickname: "E" })).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_UPDATE_USER" },
    });
  });
});

describe("a sign-in by a code", () => {
  it("makes one of many who choose a name at once, and keeps the spelling", async () => {
    const codes: Record<string, string> = {};
    const plugins = [emailOTP({ sendVerificationOTP: ({ email, otp }) => void (codes[email] = otp) })];
    const { browser, rows } = await make({}, { plugins });
    const people = Array.from({ length: 10 }, (_, i) => browser(`b${i}`));
    for (const { post, email } of people) await post("/email-otp/send-verification-otp", { email, type: "sign-in" });
    await vi.waitUntil(() => Object.keys(codes).length === people.length);
    const answers = await Promise.all(
      people.map(({ post, email }) => post("/sign-in/email-otp", { email, otp: codes[email], username: "Wanted" })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(answer).toMatchObject(refusal("USERNAME_IS_ALREADY_TAKEN"));
    expect(rows("select username, displayUsername from user")).toEqual([
      { username: "wanted", displayUsername: "Wanted" },
    ]);
  });
});

describe("what the application's validator is asked", () => {
  it("is one question a name on the way to a row, none of it in the transaction of a sign-up", async () => {
    const asked: string[] = [];
    const count = async () => (await (await made.auth.$context).adapter.count({ model: "user" })) >= 0;
    const ask = (name: string) => {
      asked.push(name);
      return count();
    };
    const made = await make({ usernameValidator: ask, displayUsernameValidator: ask });
    const alice = made.browser("alice");
    expect((await alice.signUp({ username: "Alice", displayUsername: "A." })).status).toBe(200);
    expect(asked).toEqual(["Alice", "A."]);
    expect((await alice.post("/update-user", { username: "other" })).status).toBe(200);
    expect(asked).toEqual(["Alice", "A.", "other"]);
  });

  it("is not the stored form of a name that was right as it was typed", async () => {
    const rules = {
      usernameValidator: (name: string) => /^[A-Z]+$/.test(name),
      // Another form each time it is applied.
      usernameNormalization: (name: string) => `${name.toLowerCase()}_`,
      displayUsernameValidator: (name: string) => /^[A-Z]+$/.test(name),
      displayUsernameNormalization: (name: string) => `${name.toLowerCase()}_`,
    };
    const { browser } = await make(rules);
    expect(await browser().signUp({ username: "ALICE" })).toMatchObject({
      status: 200,
      body: { user: { username: "alice_", displayUsername: "alice_" } },
    });
  });

  it("is a display name that nobody typed, too", async () => {
    const { browser } = await make({ displayUsernameValidator: (name) => name !== "alice" });
    expect(await browser().signUp({ username: "alice" })).toMatchObject(refusal("INVALID_DISPLAY_USERNAME"));
  });

  it("is asked again for a name that it has refused", async () => {
    let isReserved = true;
    const { browser } = await make({ usernameValidator: () => !isReserved });
    expect(await browser("alice").signUp({ username: "alice" })).toMatchObject(refusal("INVALID_USERNAME"));
    isReserved = false;
    expect((await browser("alice").signUp({ username: "alice" })).status).toBe(200);
  });
});

describe("what hooks of the application see", () => {
  it("is the names as they will be stored", async () => {
    const seen: unknown[] = [];
    const before = async ({ username, displayUsername }: Record<string, unknown>) => {
      seen.push([username, displayUsername]);
    };
    const { browser, rows } = await make(
      { displayUsernameNormalization: (name) => name.trim() },
      { databaseHooks: { user: { create: { before }, update: { before } } } },
    );
    const alice = browser();
    await alice.signUp({ username: "Alice", displayUsername: " Al " });
    await alice.post("/update-user", { username: "Other", displayUsername: " Oh " });
    expect(seen).toEqual([
      ["alice", "Al"],
      ["other", "Oh"],
    ]);
    expect(rows("select username, displayUsername from user")).toEqual([{ username: "other", displayUsername: "Oh" }]);
  });
});

describe("an answer that hides that an address is taken", () => {
  it("shows the names as a new user's would", async () => {
    const { browser } = await make(
      { displayUsernameNormalization: (name) => name.trim() },
      { emailAndPassword: { enabled: true, requireEmailVerification: true } },
    );
    const names = async (who: string, username: string) => {
      const { user } = (await browser(who).signUp({ username, displayUsername: " Shown " })).body;
      return { username: user.username, displayUsername: user.displayUsername };
    };
    expect(await names("alice", "Alice")).toEqual({ username: "alice", displayUsername: "Shown" });
    expect(await names("alice", "Other")).toEqual({ username: "other", displayUsername: "Shown" });
  });

  it("refuses a name that nobody can have, and one that somebody has, whether the address is taken or not", async () => {
    const { browser } = await make({}, { emailAndPassword: { enabled: true, requireEmailVerification: true } });
    await browser("alice").signUp({ username: "alice" });
    for (const who of ["alice", "bob"]) {
      expect(await browser(who).signUp({ username: "ab" })).toMatchObject(refusal("USERNAME_TOO_SHORT"));
      expect(await browser(who).signUp({ username: "ALICE" })).toMatchObject(refusal("USERNAME_IS_ALREADY_TAKEN"));
    }
  });
});
