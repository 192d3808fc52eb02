import { afterAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import { openAdapter } from "../fixtures/databases";

describe.skipIf(postgresUrl === undefined)("PostgreSQL", () => {
  const opened: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of opened.splice(0)) await close();
  });

  describeAdapter("a pool of pg", async (options) => {
    const { pool, close } = await openPostgres();
    opened.push(close);
    return openAdapter({ ...options, database: pool });
  });
});
