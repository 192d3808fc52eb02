import { MysqlDialect } from "kysely";
import { createPool as createCallbackPool } from "mysql2";
import { createPool } from "mysql2/promise";
import { afterAll, describe } from "vitest";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import type { BetterAuthOptions, DatabaseOption, DBAdapter } from "../../types";
import { describeAdapter } from "../fixtures/adapter-suite";
import type { OpenDatabase } from "../fixtures/databases";
import { openAdapter } from "../fixtures/databases";

interface Opened {
  readonly database: DatabaseOption;
  end(): Promise<unknown>;
}

const ways: Readonly<Record<string, (uri: string) => Opened>> = {
  "a pool of mysql2/promise": (uri) => {
    const pool = createPool({ uri });
    return { database: pool, end: () => pool.end() };
  },
  "a pool of mysql2": (uri) => {
    const pool = createCallbackPool({ uri });
    return { database: pool, end: () => pool.promise().end() };
  },
  "a Kysely dialect over mysql2": (uri) => {
    const pool = createCallbackPool({ uri });
    return { database: { dialect: new MysqlDialect({ pool }), type: "mysql" }, end: () => pool.promise().end() };
  },
};

describe.skipIf(mysqlUrl === undefined)("MySQL", () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function openNew(open: (uri: string) => Opened, options: BetterAuthOptions) {
    const place = await openMysqlDatabase();
    const { database, end } = open(place.uri);
    closers.push(place.close, end);
    return { adapter: await openAdapter({ ...options, database }), empty: place.empty };
  }

  /** Making tables takes its time here: those of the same options are emptied and used again. */
  function reusing(open: (uri: string) => Opened): OpenDatabase {
    const known = new Map<BetterAuthOptions, { adapter: DBAdapter; empty: () => Promise<void> }>();
    return async (options = {}) => {
      const before = known.get(options);
      await before?.empty();
      const { adapter, empty } = before ?? (await openNew(open, options));
      known.set(options, { adapter, empty });
      return adapter;
    };
  }

  for (const [name, open] of Object.entries(ways)) describeAdapter(name, reusing(open));
});
