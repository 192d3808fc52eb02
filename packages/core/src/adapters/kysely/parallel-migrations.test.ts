import { createPool } from "mysql2/promise";
import { afterEach, describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { DatabaseOption } from "../../types";
import { getMigrations } from "./migrations";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The same database, opened as several processes would. */
type Open = (count: number) => Promise<readonly DatabaseOption[]>;

// Of SQLite the transaction is the lock; a test of the command line migrates from several processes.
const places: Readonly<Record<string, { isThere: boolean; open: Open }>> = {
  PostgreSQL: {
    isThere: postgresUrl !== undefined,
    async open(count) {
      const { pool, close } = await openPostgres();
      closers.push(close);
      return Array.from({ length: count }, () => pool);
    },
  },
  MySQL: {
    isThere: mysqlUrl !== undefined,
    async open(count) {
      const { uri, close } = await openMysqlDatabase();
      const pool = createPool({ uri, connectionLimit: count * 2 });
      closers.push(close, () => pool.end());
      return Array.from({ length: count }, () => pool);
    },
  },
};

describe.each(Object.entries(places))("on %s", (_, { isThere, open }) => {
  it.skipIf(!isThere)("several migrators at once make everything once", async () => {
    const databases = await open(4);
    const plans = await Promise.all(databases.map((database) => getMigrations({ ...everythingOptions, database })));
    for (const { toBeCreated } of plans) expect(toBeCreated.length).toBeGreaterThan(4);
    await Promise.all(plans.map(({ runMigrations }) => runMigrations()));
    const [database] = databases as [DatabaseOption];
    const after = await getMigrations({ ...everythingOptions, database });
    expect([after.toBeCreated, after.toBeAdded, after.toBeAddedIndexes]).toEqual([[], [], []]);
  });
});
