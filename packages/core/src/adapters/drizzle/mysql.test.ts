import { afterAll, describe } from "vitest";
import { openDrizzle, reusing } from "../../test-support/drizzle/databases";
import { mysqlUrl } from "../../test-support/mysql";
import { describeAdapter } from "../fixtures/adapter-suite";

describe.skipIf(mysqlUrl === undefined)("MySQL", () => {
  const { open, closeAll } = reusing((options) => openDrizzle("mysql", options));
  afterAll(closeAll);
  describeAdapter("Drizzle over a pool of mysql2", open);
});
