import { expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthOptions, DBTransactionAdapter } from "../types";

/** What PostgreSQL says when it gives a transaction up for another one. */
const deadlock = () => Object.assign(new Error("deadlock detected"), { code: "40P01", severity: "ERROR" });

/** A database that gives the first accounts up, and counts the users that were written. */
function failing(times: number, hasTransactions: boolean) {
  let users = 0;
  let failures = 0;
  const fail = <A extends DBTransactionAdapter>(adapter: A): A => ({
    ...adapter,
    createIfAbsent: undefined,
    create: async (args: Parameters<A["create"]>[0]) => {
      if (args.model === "user") users++;
      if (args.model === "account" && failures < times) {
        failures++;
        throw deadlock();
      }
      return adapter.create(args);
    },
  });
  const make = memoryAdapter({});
  const database: NonNullable<BetterAuthOptions["database"]> = (options) => {
    const inner = make(options);
    const outer = fail(inner);
    outer.transaction = (work) => (hasTransactions ? inner.transaction((inside) => work(fail(inside))) : work(outer));
    return outer;
  };
  return { database, users: () => users };
}

it.each([false, true])("is begun again when the database gave it up (traced: %s)", async (enabled) => {
  for (const times of [1, 2]) {
    const { database, users } = failing(times, true);
    const { browser } = await makeAuth({ database, experimental: { instrumentation: { enabled } } });
    expect((await browser().signUp()).status).toBe(200);
    expect(users()).toBe(times + 1);
  }
});

it("is not begun for ever", async () => {
  const { database, users } = failing(3, true);
  const { browser } = await makeAuth({ database });
  expect((await browser().signUp()).status).toBe(503);
  expect(users()).toBe(3);
});

it.each([false, true])("is not begun again where nothing is undone (traced: %s)", async (enabled) => {
  const { database, users } = failing(1, false);
  const { browser } = await makeAuth({ database, experimental: { instrumentation: { enabled } } });
  expect((await browser().signUp()).status).toBe(503);
  expect(users()).toBe(1);
});
