import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import type { Row } from "../../types";
import { openAdapter } from "../fixtures/databases";

/** What D1 does, over a SQLite database of this process. */
function fakeD1(db: Database.Database) {
  const statement = (sql: string, values: unknown[] = []): Row => {
    const prepared = db.prepare(sql);
    return {
      bind: (...bound: unknown[]) => statement(sql, bound),
      raw: async () => prepared.raw().all(...values),
      run: async () => ({ meta: { changes: prepared.run(...values).changes } }),
      all: async () => {
        if (prepared.reader) return { results: prepared.all(...values) };
        prepared.run(...values);
        return { results: [] };
      },
    };
  };
  return {
    prepare: (sql: string) => statement(sql),
    batch: async () => [],
    exec: async () => ({}),
    dump: async () => null,
  };
}

describe("a D1 database", () => {
  it("is migrated, written and read, without transactions", async () => {
    const database = fakeD1(new Database(":memory:"));
    const adapter = await openAdapter({ ...everythingOptions, database });
    const user = await adapter.create({ model: "user", data: userRow("a", { emailVerified: true }) });
    await adapter.transaction((trx) => trx.create({ model: "session", data: sessionRow("t", user.id) }));
    const where = [{ field: "token", value: "t" }];
    expect(await adapter.findOne({ model: "session", where, join: { user: true } })).toMatchObject({ user });
    expect(await adapter.findMany({ model: "user", join: { session: true } })).toMatchObject([
      { session: [{ token: "t" }] },
    ]);
    expect(await adapter.deleteMany({ model: "session", where })).toBe(1);
    expect(await adapter.consumeOne({ model: "session", where })).toBeNull();
  });
});
