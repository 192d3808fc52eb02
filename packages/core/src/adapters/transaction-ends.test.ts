import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import Database from "better-sqlite3";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as drizzleLibsql } from "drizzle-orm/libsql";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { isOfAdapter } from "../fault/database-fault";
import { connect } from "./drizzle/connection";
import { makeSqliteDriver } from "./kysely/sqlite-driver";
import { withMarkedEnds } from "./transaction-ends";

const folder = mkdtempSync(join(tmpdir(), "better-auth-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("errors of a transaction", () => {
  const failing = (failure: Error) => async (): Promise<never> => {
    throw failure;
  };

  it("are the database's at its beginning and its end, and the caller's in its work", async () => {
    const [atBegin, atEnd, inWork] = [new Error("begin"), new Error("commit"), new Error("work")];
    await expect(withMarkedEnds(failing(atBegin), async () => 1)).rejects.toBe(atBegin);
    await expect(
      withMarkedEnds(
        async (work) => {
          await work();
          throw atEnd;
        },
        async () => 1,
      ),
    ).rejects.toBe(atEnd);
    await expect(withMarkedEnds((work) => work(), failing(inWork))).rejects.toBe(inWork);
    const atRollback = new Error("rollback");
    await expect(
      withMarkedEnds(
        (work) =>
          work().catch(() => {
            throw atRollback;
          }),
        failing(inWork),
      ),
    ).rejects.toBe(atRollback);
    expect([atBegin, atEnd, inWork, atRollback].map(isOfAdapter)).toEqual([true, true, false, true]);
  });

  let count = 0;
  let url: string;
  let other: Database.Database;
  beforeEach(() => {
    url = join(folder, `${count++}.db`);
    other = new Database(url);
    other.exec("create table held (n int); begin immediate");
    return () => other.close();
  });

  type Transaction = (work: () => Promise<unknown>) => Promise<unknown>;
  const drivers: Readonly<Record<string, () => [Transaction, close: () => unknown]>> = {
    "the built-in driver": () => {
      const client = new Database(url, { timeout: 1 });
      const { transaction } = makeSqliteDriver(client);
      return [(work) => (transaction as NonNullable<typeof transaction>)(work), () => client.close()];
    },
    "Drizzle over better-sqlite3": () => {
      const client = new Database(url, { timeout: 1 });
      return [connect(drizzleSqlite({ client }) as never, "sqlite").transaction, () => client.close()];
    },
    "Drizzle over libsql on a file": () => {
      const client = createClient({ url: `file:${url}` });
      const { transaction } = connect(drizzleLibsql({ client }) as never, "sqlite");
      // Its SQLite is another one: locks of the same process are none to it.
      client.close();
      return [transaction, () => {}];
    },
  };

  it.each(Object.entries(drivers))("are the database's when it cannot begin: %s", async (_, open) => {
    const [transaction, close] = open();
    const failure = await transaction(async () => 1).catch((error: unknown) => error);
    close();
    expect(failure).toBeInstanceOf(Error);
    expect(isOfAdapter(failure)).toBe(true);
  });
});
