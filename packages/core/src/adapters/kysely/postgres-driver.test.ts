import { describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import type { PostgresPoolLike } from "../../types";
import { getAdapter } from "../get-adapter";

interface Query {
  text: string;
  name?: string;
  values: readonly unknown[];
  rowMode?: string;
}

/** A pool that writes down what it is asked. */
function recordingPool(answer: (query: Query) => unknown[] = () => []) {
  const queries: Query[] = [];
  const released: unknown[] = [];
  const query = async (asked: Query) => {
    queries.push(asked);
    const rows = answer(asked);
    return { rows, rowCount: rows.length };
  };
  const pool = {
    query,
    connect: async () => ({ query, release: (error?: unknown) => released.push(error ?? "ok") }),
    end: async () => {},
  } satisfies PostgresPoolLike & Record<string, unknown>;
  return { pool, queries, released };
}

describe("a pool of pg", () => {
  const read = { model: "session", where: [{ field: "token", value: "t" }], join: { user: true } };

  it("gets each statement under a name of its own, the same every time, with rows as arrays", async () => {
    const { pool, queries } = recordingPool();
    const adapter = await getAdapter({ ...everythingOptions, database: pool });
    await adapter.findOne(read);
    await adapter.findOne({ ...read, where: [{ field: "token", value: "other" }] });
    await adapter.count({ model: "session" });
    const [first, second, third] = queries;
    expect(first?.text).toContain(
      'left join "user" as "j0" on "j0"."id" = "session"."userId" where "session"."token" = $1 limit 1',
    );
    expect(first).toMatchObject({ values: ["t"], rowMode: "array" });
    expect(first?.name).toMatch(/^better_auth_\w+$/);
    expect(second?.name).toBe(first?.name);
    expect(third?.name).not.toBe(first?.name);
  });

  it("compares with null where text can be no UUID, and no number of the column's size", async () => {
    const { pool, queries } = recordingPool();
    const uuid = await getAdapter({ database: pool, advanced: { database: { generateId: "uuid" } } });
    await uuid.findOne({ model: "user", where: [{ field: "id", value: "no-uuid" }] });
    const serial = await getAdapter({ database: pool, advanced: { database: { generateId: "serial" } } });
    await serial.findOne({ model: "user", where: [{ field: "id", value: "99999999999" }] });
    expect(queries.map(({ values }) => values)).toEqual([[null], [null]]);
  });

  it("leaves a UUID to the database", async () => {
    const { pool, queries } = recordingPool(() => [[]]);
    const adapter = await getAdapter({ database: pool, advanced: { database: { generateId: "uuid" } } });
    await adapter.create({ model: "user", data: { name: "a", email: "a" } });
    expect(queries[0]?.text).toMatch(
      /^insert into "user" \("name", "email", "emailVerified", "createdAt", "updatedAt"\)/,
    );
  });

  it("runs a transaction on one connection and gives it back", async () => {
    const { pool, queries, released } = recordingPool();
    const adapter = await getAdapter({ ...everythingOptions, database: pool });
    await adapter.transaction((trx) => trx.findMany({ model: "session" }));
    const failing = adapter.transaction(() => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(queries.map(({ text }) => text.split(" ")[0])).toEqual(["begin", "select", "commit", "begin", "rollback"]);
    expect(released).toEqual(["ok", "ok"]);
  });

  it("does not give a broken connection back", async () => {
    const broken = new Error("connection lost");
    const { pool, released } = recordingPool(({ text }) => {
      if (text !== "begin") throw broken;
      return [];
    });
    const adapter = await getAdapter({ ...everythingOptions, database: pool });
    await expect(adapter.transaction((trx) => trx.count({ model: "user" }))).rejects.toThrow("connection lost");
    expect(released).toEqual([broken]);
  });

  it("says what to run when a table is missing", async () => {
    const missing = Object.assign(new Error('relation "session" does not exist'), { code: "42P01" });
    const { pool } = recordingPool(() => {
      throw missing;
    });
    const adapter = await getAdapter({ ...everythingOptions, database: pool });
    await expect(adapter.findOne(read)).rejects.toThrow(/does not exist.*npx @better-auth\/cli migrate/);
  });
});
