import { afterAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { openDrizzle, reusing } from "../../test-support/drizzle/databases";
import { postgresUrl } from "../../test-support/postgres";

// A list of numbers is one of whole numbers in the generated schema; the suite's has a fraction.
const withFractions = (code: string): string =>
  code.replace('integer("sizes")', 'doublePrecision("sizes")').replace("pgTable,", "pgTable, doublePrecision,");

describe.skipIf(postgresUrl === undefined)("PostgreSQL", () => {
  const { open, closeAll } = reusing((options) => openDrizzle("pg", options, {}, undefined, withFractions));
  afterAll(closeAll);
  describeAdapter("Drizzle over a pool of pg", open);
});
