import Database from "better-sqlite3";
import { describe, expect, it, vi } from "vitest";
import type { OpenDatabase } from "../../adapter-suite/open-database";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import type { DBAdapter, DBTransactionAdapter, Row } from "../../types";
import { openAdapter, sqliteDatabases } from "../fixtures/databases";

function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function withUser(
  database = new Database(":memory:"),
): Promise<{ adapter: DBAdapter; database: Database.Database }> {
  const adapter = await openAdapter({ ...everythingOptions, database });
  const user = await adapter.create({ model: "user", data: userRow("a") });
  await adapter.create({ model: "session", data: sessionRow("t", user.id) });
  return { adapter, database };
}

describe("a transaction on the one connection of SQLite", () => {
  it("lets the read of a session past, and keeps everything else waiting", async () => {
    const { adapter } = await withUser();
    const { opened, open } = gate();
    const done: string[] = [];
    const transaction = adapter
      .transaction(async (trx) => {
        await trx.create({ model: "item", data: { name: "x" } });
        await opened;
      })
      .then(() => done.push("transaction"));
    const session = adapter
      .findOne<Row>({ model: "session", where: [{ field: "token", value: "t" }], join: { user: true } })
      .then((row) => done.push(`session of ${(row?.user as Row | undefined)?.name}`));
    const waiting = [
      adapter.count({ model: "item" }).then((count) => done.push(`count ${count}`)),
      adapter
        .findOne({ model: "session", where: [{ field: "token", value: "t" }] })
        .then(() => done.push("plain read")),
      adapter.create({ model: "item", data: { name: "y" } }).then(() => done.push("create")),
    ];
    await session;
    expect(done).toEqual(["session of a"]);
    open();
    await Promise.all([transaction, ...waiting]);
    expect(done.slice(1).sort()).toEqual(["count 1", "create", "plain read", "transaction"]);
  });

  const readSession = (adapter: DBAdapter) =>
    adapter.findOne<Row>({ model: "session", where: [{ field: "token", value: "t" }], join: { user: true } });

  it.each<[string, (trx: DBTransactionAdapter) => Promise<unknown>]>([
    ["changes a user", (trx) => trx.update({ model: "user", where: [], update: { name: "never" } })],
    ["deletes a session", (trx) => trx.delete({ model: "session", where: [{ field: "token", value: "t" }] })],
  ])("shows a session as it is committed, when the transaction %s and is rolled back", async (_, change) => {
    const { adapter } = await withUser();
    const { opened, open } = gate();
    const { opened: changed, open: tell } = gate();
    const transaction = adapter
      .transaction(async (trx) => {
        await change(trx);
        tell();
        await opened;
        throw new Error("no");
      })
      .catch(() => {});
    await changed;
    const read = readSession(adapter).then((row) => (row?.user as Row | undefined)?.name);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    await transaction;
    expect(await read).toBe("a");
    // The next transaction lets it past again.
    const { opened: stay, open: go } = gate();
    const next = adapter.transaction(() => stay);
    expect((await readSession(adapter))?.token).toBe("t");
    go();
    await next;
  });

  it("keeps adapters apart that share the connection", async () => {
    const { adapter, database } = await withUser();
    const other = await openAdapter({ ...everythingOptions, database });
    const { opened, open } = gate();
    const failing = adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "inside" } });
      await opened;
      throw new Error("no");
    });
    const outside = other.create({ model: "item", data: { name: "outside" } });
    open();
    await expect(failing).rejects.toThrow("no");
    await outside;
    expect((await other.findMany<Row>({ model: "item" })).map(({ name }) => name)).toEqual(["outside"]);
  });

  it("rolls back when the commit fails, and goes on working", async () => {
    const { adapter, database } = await withUser();
    database.exec(`create table child (parent text references "user" ("id") deferrable initially deferred)`);
    const failing = adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "x" } });
      database.exec("insert into child values ('nobody')");
    });
    await expect(failing).rejects.toThrow("FOREIGN KEY");
    expect(database.inTransaction).toBe(false);
    expect(await adapter.count({ model: "item" })).toBe(0);
    await adapter.transaction((trx) => trx.create({ model: "item", data: { name: "y" } }));
    expect(await adapter.count({ model: "item" })).toBe(1);
  });

  it("gives an adapter that has everything but a transaction of its own", async () => {
    const { adapter } = await withUser();
    await adapter.transaction(async (trx: DBTransactionAdapter) => {
      expect(trx.id).toBe("kysely");
      expect(trx.createIfAbsent).toBeTypeOf("function");
      await trx.createIfAbsent?.({ model: "item", data: { name: "x", code: "c" }, uniqueField: "code" });
      expect(await trx.consumeOne({ model: "item", where: [{ field: "code", value: "c" }] })).toMatchObject({
        name: "x",
      });
    });
  });

  it.each(["better-sqlite3", "a Kysely dialect"])(
    "tells a call that waits for its own transaction (%s)",
    async (name) => {
      const adapter = await (sqliteDatabases[name] as OpenDatabase)(everythingOptions);
      vi.useFakeTimers();
      try {
        const work = adapter.transaction(async (trx) => {
          await trx.create({ model: "item", data: { name: "x" } });
          await adapter.count({ model: "item" });
        });
        const result = expect(work).rejects.toThrow("use the adapter that the callback gets");
        await vi.advanceTimersByTimeAsync(60_000);
        await result;
      } finally {
        vi.useRealTimers();
      }
      expect(await adapter.count({ model: "item" })).toBe(0);
    },
  );

  it("is left out when the configuration says so", async () => {
    const { Kysely, SqliteDialect } = await import("kysely");
    const database = new Database(":memory:");
    const db = new Kysely({ dialect: new SqliteDialect({ database }) }) as never;
    const adapter = await openAdapter({ ...everythingOptions, database: { db, type: "sqlite", transaction: false } });
    const work = adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "x" } });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await adapter.count({ model: "item" })).toBe(1);
  });
});
