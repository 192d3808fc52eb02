import { describe, expect, it } from "vitest";
import { makeAuth } from "../../test-support/instance";
import { memoryStorage } from "../../test-support/memory-storage";

const session = {
  additionalFields: {
    theme: { type: "string", required: false },
    size: { type: "number", defaultValue: 3 },
    since: { type: "date", required: false },
    layout: { type: ["wide", "narrow"], required: false },
    note: { type: "string", required: false, input: false },
    secret: { type: "string", required: false, returned: false },
  },
} as const;

async function makeAlice() {
  const made = await makeAuth({ session });
  const alice = made.browser("alice");
  await alice.signUp();
  return { ...made, alice, row: () => made.rows("select * from session")[0] as Record<string, unknown> };
}

describe("update-session", () => {
  it("changes additional fields of this session, and renews its cookie", async () => {
    const { alice, browser, rows } = await makeAlice();
    const phone = browser("alice");
    await phone.signIn();
    const answer = await alice.post("/update-session", {
      theme: "dark",
      layout: "wide",
      since: "2030-01-15T12:00:00.000Z",
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { session: { theme: "dark", layout: "wide", size: 3, note: null, since: "2030-01-15T12:00:00.000Z" } },
    });
    expect(answer.cookies.join()).toContain("better-auth.session_token=");
    expect(await alice.session()).toMatchObject({ session: { theme: "dark" } });
    expect(await phone.session()).toMatchObject({ session: { theme: null } });
    expect(
      rows("select theme from session")
        .map(({ theme }) => theme)
        .sort(),
    ).toEqual(["dark", null]);
  });

  it.each([
    ["a database", {}],
    ["a secondary storage", { secondaryStorage: memoryStorage() }],
    ["cookies alone", { database: undefined }],
  ])("that a hook stops signs nobody out, with sessions in %s", async (_where, places) => {
    const databaseHooks = { session: { update: { before: async () => false as const } } };
    const { browser } = await makeAuth({ session, databaseHooks, ...places });
    const alice = browser();
    await alice.signUp();
    expect(await alice.post("/update-session", { theme: "dark" })).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_UPDATE_SESSION" },
      cookies: [],
    });
    expect(await alice.session()).toMatchObject({ session: { theme: null } });
  });

  it("empties a field that may be empty", async () => {
    const { alice } = await makeAlice();
    await alice.post("/update-session", { theme: "dark" });
    expect((await alice.post("/update-session", { theme: null })).body.session.theme).toBeNull();
  });

  it("stores a field that is not given out, and does not give it out", async () => {
    const { alice, row } = await makeAlice();
    const answer = await alice.post("/update-session", { secret: "hidden" });
    expect(row().secret).toBe("hidden");
    expect(JSON.stringify(answer.body)).not.toContain("hidden");
    expect(JSON.stringify(await alice.session())).not.toContain("hidden");
  });

  it.each([
    [{ theme: 5 }],
    [{ theme: ["dark"] }],
    [{ size: "3" }],
    [{ size: null }],
    [{ since: "yesterday" }],
    [{ layout: "round" }],
  ])("refuses a value of another kind: %j", async (body) => {
    const { alice, row } = await makeAlice();
    const before = row();
    expect(await alice.post("/update-session", body)).toMatchObject({
      status: 400,
      body: { code: "VALIDATION_ERROR" },
    });
    expect(row()).toEqual(before);
  });

  it("refuses a field that takes no input, by name", async () => {
    const { alice } = await makeAlice();
    expect(await alice.post("/update-session", { theme: "dark", note: "x" })).toMatchObject({
      status: 400,
      body: { code: "FIELD_NOT_ALLOWED", message: "note is not allowed to be set" },
    });
  });

  it("says so when there is nothing to change", async () => {
    const { alice } = await makeAlice();
    for (const body of [{}, { unknown: 1 }]) {
      expect(await alice.post("/update-session", body)).toMatchObject({
        status: 400,
        body: { code: "NO_FIELDS_TO_UPDATE", message: "No fields to update" },
      });
    }
  });

  it("works where sessions are in a secondary storage only", async () => {
    const { browser } = await makeAuth({ session, secondaryStorage: memoryStorage() });
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/update-session", { theme: 5 })).status).toBe(400);
    const answer = await alice.post("/update-session", { theme: "dark", secret: "hidden" });
    expect(answer).toMatchObject({ status: 200, body: { session: { theme: "dark", size: 3 } } });
    expect(JSON.stringify(answer.body)).not.toContain("hidden");
    expect(await alice.session()).toMatchObject({ session: { theme: "dark" } });
  });

  it("does not bring a session back that was ended while it was changed", async () => {
    const made = await makeAuth({
      session,
      databaseHooks: {
        session: { update: { before: async () => void made.db.exec("delete from session") } },
      },
    });
    const alice = made.browser("alice");
    await alice.signUp();
    const answer = await alice.post("/update-session", { theme: "dark" });
    expect(answer).toMatchObject({ status: 401, body: { code: "FAILED_TO_GET_SESSION" } });
    expect(alice.jar.size).toBe(0);
    expect(made.rows("select * from session")).toEqual([]);
  });
});
