import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../../adapters-memory";
import { defineErrorCodes } from "../../error";
import { cheapPasswords, makeAuth } from "../../test-support/instance";
import { databaseName } from "../../test-support/test-database";
import type { BetterAuthOptions, BetterAuthPlugin } from "../../types";

const { HANDLE_TAKEN } = defineErrorCodes({ HANDLE_TAKEN: "Somebody has it" });
const handles: BetterAuthPlugin = {
  id: "handles",
  schema: {
    user: {
      fields: {
        handle: {
          type: "string",
          required: false,
          unique: true,
          transform: { input: (text) => (text as string).toLowerCase() },
        },
      },
      taken: { handle: HANDLE_TAKEN },
    },
  },
};

const additionalFields = {
  badge: { type: "string", required: false, unique: true },
  boss: { type: "string", required: false, references: { model: "user", field: "id" } },
} as const;

/** Owner has an account; where sign-up hides that, the mail alone tells. */
async function setUp(options: Partial<BetterAuthOptions> = {}) {
  const told: string[] = [];
  const made = await makeAuth({
    emailAndPassword: {
      enabled: true,
      password: cheapPasswords,
      autoSignIn: false,
      onExistingUserSignUp: async ({ user }) => void told.push(user.email),
    },
    user: { additionalFields },
    plugins: [handles],
    ...options,
  } as Parameters<typeof makeAuth>[0]);
  await made.browser("owner").signUp();
  await made.browser("other").signUp({ handle: "one", badge: "one" });
  /** What a taken address and a free one are answered. */
  const both = async (fields: Record<string, unknown>) => [
    await made.browser("owner").signUp(fields),
    await made.browser("nobody").signUp(fields),
  ];
  return { ...made, both, told };
}

describe.each([databaseName, "memory"] as const)("a sign-up that hides whether an address is taken, on %s", (on) => {
  const database = () => (on === "memory" ? { database: memoryAdapter({}) } : {});

  it.each([
    ["a taken value in a unique field", { badge: "one" }, { status: 422, body: { code: "FAILED_TO_CREATE_USER" } }],
    ["a taken value in a plugin's field", { handle: "ONE" }, { status: 400, body: { code: "HANDLE_TAKEN" } }],
  ])("does not tell it by %s", async (_what, fields, refused) => {
    const { both, told } = await setUp(database());
    const [taken, free] = await both(fields);
    expect(free).toMatchObject(refused);
    expect([taken?.status, taken?.body, taken?.cookies]).toEqual([free?.status, free?.body, free?.cookies]);
    expect(told).toEqual([]);
  });

  it("goes on as before with values that nobody has", async () => {
    const { both, told } = await setUp(database());
    const [taken] = await both({ handle: "two", badge: null });
    expect(taken).toMatchObject({ status: 200, body: { token: null, user: { handle: "two", badge: null } } });
    expect(told).toEqual(["owner@example.com"]);
  });
});

it("a sign-up that hides whether an address is taken does not tell it by a reference that leads nowhere", async () => {
  const [taken, free] = await (await setUp()).both({ boss: "nobody at all" });
  expect(free).toMatchObject({ status: 422, body: { code: "FAILED_TO_CREATE_USER" } });
  expect([taken?.status, taken?.body]).toEqual([free?.status, free?.body]);
});

it("a reference to a table that only the application knows is left to the database", async () => {
  const shop = { type: "string", required: false, references: { model: "shop", field: "id" } } as const;
  const { both } = await setUp({
    database: memoryAdapter({}),
    user: { additionalFields: { ...additionalFields, shop } },
  });
  const [taken, free] = await both({ shop: "the one at the corner" });
  expect([taken?.status, taken?.body.user.shop]).toEqual([200, "the one at the corner"]);
  expect(free?.status).toBe(200);
});

it("a person is not told that they have an account when another value is the one that is taken", async () => {
  // As adapters are that others have written.
  const bare = (options: BetterAuthOptions) => {
    const { createIfAbsent: _left, ...adapter } = memoryAdapter({})(options);
    return adapter;
  };
  const { browser } = await setUp({ database: bare });
  expect(await browser("nobody").signUp({ badge: "one" })).toMatchObject({
    status: 422,
    body: { code: "FAILED_TO_CREATE_USER" },
  });
});
