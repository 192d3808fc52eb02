import { afterAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { postgresUrl } from "../../test-support/postgres";
import { opening } from "../../test-support/prisma/databases";

// A list of numbers is one of whole numbers in the generated schema, and Prisma reads a list that is null as an empty one.
// The suite has fractions, and tells the two apart.
const withJsonLists = (schema: string): string =>
  schema.replace(/(tags +)String\[\]/, "$1Json?").replace(/(sizes +)Int\[\]/, "$1Json?");

describe.skipIf(postgresUrl === undefined)("PostgreSQL", () => {
  const { open, closeAll } = opening("postgresql", withJsonLists);
  afterAll(closeAll);
  describeAdapter("Prisma over a pool of pg", open);
});
