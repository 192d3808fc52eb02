import { describe, expect, it, vi } from "vitest";
import { retryAfterDeadlock } from "../fault/retry-after-deadlock";
import { connect as connectDrizzle } from "./drizzle/connection";
import { ask } from "./kysely/database";
import { connect as connectPrisma } from "./prisma/connection";

/** Seven times given up, and then done. */
function unluckyStatement() {
  const call = vi.fn(async () => {
    if (call.mock.calls.length < 8) throw Object.assign(new Error("deadlock"), { code: "ER_LOCK_DEADLOCK" });
    return "done";
  });
  return call;
}

it("begins again after a deadlock, also when a query builder has wrapped the database's error", async () => {
  const deadlock = Object.assign(new Error("deadlock"), { code: "ER_LOCK_DEADLOCK" });
  const errors = [deadlock, new Error("Failed query", { cause: deadlock })];
  const work = async () => {
    const error = errors.shift();
    if (error) throw error;
    return "done";
  };
  expect(await retryAfterDeadlock(work)).toBe("done");
  await expect(retryAfterDeadlock(() => Promise.reject(new Error("other")))).rejects.toThrow("other");
});

it("gives up after eight attempts, with the last error", async () => {
  let attempts = 0;
  const work = async () => {
    throw Object.assign(new Error(`deadlock ${++attempts}`), { code: "ER_LOCK_DEADLOCK" });
  };
  await expect(retryAfterDeadlock(work)).rejects.toThrow("deadlock 8");
});

describe("a statement of its own runs as often as a transaction does", () => {
  it("over Kysely and the built-in drivers; one that is part of a transaction runs once", async () => {
    expect(await ask(unluckyStatement(), true)).toBe("done");
    const inside = unluckyStatement();
    await expect(ask(inside)).rejects.toThrow("deadlock");
    expect(inside).toHaveBeenCalledTimes(1);
  });

  it("over Drizzle", async () => {
    const execute = unluckyStatement();
    expect(await connectDrizzle({} as never, "mysql").run(() => ({ execute }))).toBe("done");
    const transaction = async (work: (inside: object) => Promise<unknown>) => work({});
    const once = unluckyStatement();
    const inTransaction = connectDrizzle({ transaction } as never, "mysql").transaction((inside) =>
      inside.run(() => ({ execute: once })),
    );
    await expect(inTransaction).rejects.toThrow("deadlock");
    expect(once).toHaveBeenCalledTimes(1);
  });

  it("over Prisma", async () => {
    const count = unluckyStatement();
    const model = { delegate: "user", names: { logical: "user" } } as never;
    const connection = connectPrisma({ user: { count } } as never, "mysql");
    expect(await connection.run(model, (delegate) => delegate.count({} as never))).toBe("done");
  });
});
