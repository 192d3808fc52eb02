import { afterEach, describe } from "vitest";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import { describeAdapter } from "../fixtures/adapter-suite";
import { openAdapter } from "../fixtures/databases";

describe.skipIf(postgresUrl === undefined)("PostgreSQL", () => {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  describeAdapter("a pool of pg", async (options) => {
    const { pool, close } = await openPostgres();
    opened.push(close);
    return openAdapter({ ...options, database: pool });
  });
});
