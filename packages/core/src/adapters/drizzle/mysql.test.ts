import { type SQL, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { everythingOptions } from "../../adapter-suite/schema";
import { openDrizzle, reusing } from "../../test-support/drizzle/databases";
import { mysqlDates, mysqlUrl } from "../../test-support/mysql";

describe.skipIf(mysqlUrl === undefined)("MySQL", () => {
  const { open, closeAll } = reusing((options) => openDrizzle("mysql", options));
  afterAll(closeAll);
  describeAdapter("Drizzle over a pool of mysql2", open, { dates: mysqlDates });

  it("takes more rows than a statement has values", { timeout: 30_000 }, async () => {
    const { adapter, db, close } = await openDrizzle("mysql", everythingOptions);
    try {
      await adapter.create({ model: "item", data: { name: "many" } });
      const { execute } = db as unknown as { execute(query: SQL): Promise<unknown> };
      for (let doubled = 0; doubled < 17; doubled++)
        await execute.call(
          db,
          sql.raw("insert into item (id, name) select left(concat(uuid_short(), id), 36), name from item"),
        );
      const where = [{ field: "name", value: "many" }];
      expect(await adapter.update({ model: "item", where, update: { size: 1 } })).toMatchObject({ size: 1 });
      expect(await adapter.consumeMany?.({ model: "item", where })).toHaveLength(2 ** 17);
    } finally {
      await close();
    }
  });
});
