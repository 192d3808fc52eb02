import { afterAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { mysqlUrl } from "../../test-support/mysql";
import { opening } from "../../test-support/prisma/databases";

// What the documentation of DATETIME says. Before the year 100 the driver takes a year for one of our time.
const DATES = { from: new Date("1000-01-01T00:00:00.000Z"), to: new Date("9999-12-31T23:59:59.999Z") };

describe.skipIf(mysqlUrl === undefined)("MySQL", () => {
  const { open, closeAll } = opening("mysql");
  afterAll(closeAll);
  describeAdapter("Prisma over a pool of mariadb", open, { dates: DATES });
});
