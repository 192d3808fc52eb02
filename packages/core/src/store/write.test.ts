import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { makeAuth, PASSWORD } from "../test-support/instance";
import { FIFTY, RACE } from "../test-support/races";
import { databaseKind, databaseName } from "../test-support/test-database";
import type { BetterAuthOptions, DatabaseHooks } from "../types";

const MODELS = ["user", "session", "account"] as const;

/** What is not committed: the one connection of SQLite sees it, another connection of a server does not. */
const open = (here: string, elsewhere: string) => (databaseKind === "sqlite" ? here : elsewhere);

/** Hooks that say what they saw, and the rows that the database had then. */
function watch(options: Pick<BetterAuthOptions, "user"> = {}, fails = false) {
  const seen: string[] = [];
  const lines: unknown[] = [];
  let count: () => unknown = () => 0;
  const hook = (what: string) => async () => void seen.push(`${what} (${count()})`);
  const of = (model: string, operation: string) => ({
    before: hook(`before ${operation} ${model}`),
    after: async () => {
      await hook(`after ${operation} ${model}`)();
      if (fails) throw new Error(`${model} hook failed`);
    },
  });
  const databaseHooks = Object.fromEntries(
    MODELS.map((model) => [model, { create: of(model, "create"), delete: of(model, "delete") }]),
  ) as DatabaseHooks;
  const made = makeAuth({
    ...options,
    databaseHooks,
    logger: { log: (level, _message, error) => void (level === "error" && lines.push((error as Error).message)) },
  });
  return {
    seen,
    lines,
    made: made.then((auth) => {
      count = () => MODELS.map((model) => auth.rows(`select count(*) as n from ${model}`)[0]?.n).join("");
      return auth;
    }),
  };
}

describe("database hooks", () => {
  it("run after what they follow is committed, together with all that belongs to it", async () => {
    const { made, seen } = watch({ user: { deleteUser: { enabled: true } } });
    const alice = (await made).browser();
    await alice.signUp();
    expect(seen).toEqual([
      "before create user (000)",
      `before create account (${open("100", "000")})`,
      `before create session (${open("101", "000")})`,
      "after create user (111)",
      "after create account (111)",
      "after create session (111)",
    ]);
    seen.length = 0;
    expect((await alice.post("/delete-user", { password: PASSWORD })).status).toBe(200);
    expect(seen).toEqual([
      "before delete user (111)",
      "before delete session (111)",
      `before delete account (${open("101", "111")})`,
      "after delete session (000)",
      "after delete account (000)",
      "after delete user (000)",
    ]);
  });

  it("that fail afterwards are logged, and change no answer", async () => {
    const { made, lines } = watch({}, true);
    const alice = (await made).browser();
    expect((await alice.signUp()).status).toBe(200);
    expect((await alice.session()).user.email).toBe(alice.email);
    expect(lines).toEqual(["user hook failed", "account hook failed", "session hook failed"]);
  });
});

/** An adapter of others: it knows no consumeMany. */
function others(): NonNullable<BetterAuthOptions["database"]> {
  const adapter = memoryAdapter({});
  return (options) => {
    const { consumeMany: _ours, ...rest } = adapter(options);
    return rest;
  };
}

describe.each([
  [databaseName, () => ({})],
  ["an adapter of others", () => ({ database: others() })],
])("of fifty deletions at once, on %s,", RACE, (_name, place) => {
  it("one tells what follows a deletion, and no other says that the user stays", async () => {
    const told: string[] = [];
    const after = (model: string) => ({ delete: { after: async () => void told.push(model) } });
    const { auth, browser } = await makeAuth({
      ...place(),
      databaseHooks: { user: after("user"), session: after("session"), account: after("account") },
    });
    const { internalAdapter, adapter } = await auth.$context;
    const { body } = await browser().signUp();
    await browser().signIn();
    await Promise.all(FIFTY.map(() => internalAdapter.deleteUser(body.user.id)));
    expect(told.sort()).toEqual(["account", "session", "session", "user"]);
    for (const model of MODELS) expect(await adapter.count({ model }), model).toBe(0);
  });

  it("all stop where a hook keeps the user, and everything stays", async () => {
    const { auth, browser } = await makeAuth({
      ...place(),
      databaseHooks: { user: { delete: { before: async () => false } } },
    });
    const { internalAdapter, adapter } = await auth.$context;
    const { body } = await browser().signUp();
    const outcomes = await Promise.allSettled(FIFTY.map(() => internalAdapter.deleteUser(body.user.id)));
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    for (const model of MODELS) expect(await adapter.count({ model }), model).toBe(1);
  });
});

it("a deletion of many takes all that are left, although somebody else takes one meanwhile", async () => {
  const adapter = memoryAdapter({});
  let isReading = false;
  const database: NonNullable<BetterAuthOptions["database"]> = (options) => {
    const { consumeMany: _ours, ...rest } = adapter(options);
    const findMany: typeof rest.findMany = async (args) => {
      const rows = await rest.findMany<never>(args);
      const newest = (rows as { id: string }[]).at(-1);
      if (isReading && args.model === "session" && newest !== undefined) {
        isReading = false;
        await rest.delete({ model: "session", where: [{ field: "id", value: newest.id }] });
      }
      return rows;
    };
    return { ...rest, findMany };
  };
  const { auth, browser } = await makeAuth({
    database,
    databaseHooks: { session: { delete: { after: async () => {} } } },
  });
  const { internalAdapter, adapter: seen } = await auth.$context;
  const { body } = await browser().signUp();
  for (let i = 0; i < 3; i++) await browser().signIn();
  isReading = true;
  await internalAdapter.deleteUserSessions(body.user.id);
  expect(isReading).toBe(false);
  expect(await seen.count({ model: "session" })).toBe(0);
});
