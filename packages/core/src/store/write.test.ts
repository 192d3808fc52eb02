import { describe, expect, it } from "vitest";
import { makeAuth, PASSWORD } from "../test-support/instance";
import type { BetterAuthOptions, DatabaseHooks } from "../types";

const MODELS = ["user", "session", "account"] as const;

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
      "before create account (100)",
      "before create session (101)",
      "after create user (111)",
      "after create account (111)",
      "after create session (111)",
    ]);
    seen.length = 0;
    expect((await alice.post("/delete-user", { password: PASSWORD })).status).toBe(200);
    expect(seen).toEqual([
      "before delete session (111)",
      "before delete account (101)",
      "before delete user (100)",
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
