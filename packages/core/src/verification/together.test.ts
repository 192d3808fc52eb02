import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { createAuthEndpoint } from "../api";
import { putTogether, takeTogether } from "../lifecycle";
import { budget } from "../test-support/budget";
import { makeAuth } from "../test-support/instance";
import { memoryStorage } from "../test-support/memory-storage";
import type { BetterAuthOptions } from "../types";

const plugin = {
  id: "pairs",
  endpoints: {
    put: createAuthEndpoint("/put", { method: "POST" }, async (ctx) => {
      const expiresAt = new Date(Date.now() + 60_000);
      const values = ["pair-b", "pair-a"].map((identifier) => ({ identifier, value: `of ${identifier}`, expiresAt }));
      await putTogether(ctx, values);
      return {};
    }),
    take: createAuthEndpoint("/take", { method: "POST" }, async (ctx) => {
      const taken = await takeTogether(ctx, ["pair-a", "pair-b", "pair-c"]);
      return taken.map((row) => row && { identifier: row.identifier, value: row.value });
    }),
  },
};

const BOTH = [{ identifier: "pair-a", value: "of pair-a" }, { identifier: "pair-b", value: "of pair-b" }, null];
const NONE = [null, null, null];

describe.each([
  ["a database", {}],
  ["plain identifiers", { verification: { storeIdentifier: "plain" as const } }],
  ["a secondary storage", { secondaryStorage: memoryStorage() }],
  ["both", { secondaryStorage: memoryStorage(), verification: { storeInDatabase: true } }],
])("values that belong together, in %s", (_, options) => {
  it("are taken together, by one of many, and none is left", async () => {
    const { browser } = await makeAuth({ ...options, plugins: [plugin] });
    const b = browser();
    for (let round = 0; round < 2; round++) {
      await b.post("/put");
      const answers = await Promise.all(Array.from({ length: 20 }, () => b.post("/take")));
      const taken = answers.map(({ body }) => body).filter((body) => body[0] !== null);
      expect(taken).toEqual([BOTH]);
      expect(answers.filter(({ body }) => body[0] === null).map(({ body }) => body)).toEqual(Array(19).fill(NONE));
    }
  });
});

it("puts all of them or none", async () => {
  let isFailing = true;
  const create = {
    before: async ({ value }: { value?: unknown }) => {
      if (isFailing && value === "of pair-a") throw new Error("no");
    },
  };
  const { browser, rows } = await makeAuth({ plugins: [plugin], databaseHooks: { verification: { create } } });
  expect((await browser().post("/put")).status).toBe(500);
  expect(rows("select * from verification")).toEqual([]);
  isFailing = false;
  await browser().post("/put");
  expect(rows("select * from verification")).toHaveLength(2);
});

/** A database that gives every transaction up for another one, and counts them. */
function givingUp() {
  let begun = 0;
  const make = memoryAdapter({});
  const database: NonNullable<BetterAuthOptions["database"]> = (options) => {
    const inner = make(options);
    const transaction: typeof inner.transaction = (work) =>
      inner.transaction(async (inside) => {
        begun++;
        await work(inside);
        throw Object.assign(new Error("deadlock detected"), { code: "40P01", severity: "ERROR" });
      });
    return { ...inner, transaction };
  };
  return { database, begun: () => begun };
}

it.each([
  ["three times", 3, undefined],
  ["once where code of the application ran in it", 1, { verification: { create: { before: async () => {} } } }],
])(
  "is tried %s when the database gives the transaction up, as every transaction is",
  async (_, times, databaseHooks) => {
    const { database, begun } = givingUp();
    const { browser } = await makeAuth({ database, databaseHooks, plugins: [plugin] });
    expect(await browser().post("/put")).toMatchObject({ status: 503, body: { code: "DATABASE_BUSY" } });
    expect(begun()).toBe(times);
  },
);

it("is one statement where the database gives rows back", async () => {
  const { browser, statementsOf } = await makeAuth({ plugins: [plugin] });
  const b = browser();
  // The first look clears the table of old values.
  await b.post("/take");
  await b.post("/put");
  expect(await statementsOf(() => b.post("/take"))).toHaveLength(budget(1, 2));
});
