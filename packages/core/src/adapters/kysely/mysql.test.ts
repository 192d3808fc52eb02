import { MysqlDialect } from "kysely";
import { createPool as createCallbackPool } from "mysql2";
import { createPool } from "mysql2/promise";
import { afterAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { mysqlDates, mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import type { DatabaseOption } from "../../types";
import { openAdapter } from "../fixtures/databases";

interface Opened {
  readonly database: DatabaseOption;
  end(): Promise<unknown>;
}

/** Databases of several options are open at once, and a server has few connections. */
const frugal = { connectionLimit: 10, maxIdle: 1, idleTimeout: 100 };

const ways: Readonly<Record<string, (uri: string) => Opened>> = {
  "a pool of mysql2/promise": (uri) => {
    const pool = createPool({ uri, ...frugal });
    return { database: pool, end: () => pool.end() };
  },
  "a pool of mysql2": (uri) => {
    const pool = createCallbackPool({ uri, ...frugal });
    return { database: pool, end: () => pool.promise().end() };
  },
  "a Kysely dialect over mysql2": (uri) => {
    const pool = createCallbackPool({ uri, ...frugal });
    return { database: { dialect: new MysqlDialect({ pool }), type: "mysql" }, end: () => pool.promise().end() };
  },
};

describe.skipIf(mysqlUrl === undefined)("MySQL", () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  for (const [name, open] of Object.entries(ways)) {
    describeAdapter(
      name,
      async (options) => {
        const place = await openMysqlDatabase();
        const { database, end } = open(place.uri);
        closers.push(place.close, end);
        return openAdapter({ ...options, database });
      },
      { dates: mysqlDates },
    );
  }
});
