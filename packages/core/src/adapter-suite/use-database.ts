import type { BetterAuthOptions, DBAdapter, Row, Where } from "../types";
import { everythingOptions } from "./schema";
import type { Suite } from "./suite";

/** The database of the test that runs, and what most tests do with it. */
export interface SuiteDatabase {
  readonly adapter: DBAdapter;
  /** Creates an item. */
  item(data: Row): Promise<Row>;
  /** The names of the items that match, in order. */
  names(where: Where[], more?: Omit<Parameters<DBAdapter["findMany"]>[0], "model" | "where">): Promise<unknown[]>;
}

/** Gives every test of the group that is being described a database without rows. */
export function useDatabase(suite: Suite, options: BetterAuthOptions = everythingOptions): SuiteDatabase {
  let adapter: DBAdapter | undefined;
  suite.beforeEach(async () => {
    adapter = await suite.open(options);
  });
  const db: SuiteDatabase = {
    get adapter() {
      if (adapter === undefined) throw new Error("The database is there when a test runs, not before.");
      return adapter;
    },
    item: (data) => db.adapter.create({ model: "item", data }),
    names: async (where, more = {}) =>
      (await db.adapter.findMany({ model: "item", where, ...more })).map((row) => row.name).sort(),
  };
  return db;
}
