import { PGlite } from "@electric-sql/pglite";
import { PGliteDialect } from "kysely";
import { afterAll, beforeAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { openAdapter } from "../fixtures/databases";

describe("PostgreSQL in this process", () => {
  // It takes its time to start, so one serves all: each set of options has a schema of its own.
  let pglite: PGlite;
  let schemas = 0;
  beforeAll(async () => {
    pglite = await PGlite.create();
  }, 60_000);
  afterAll(() => pglite.close());

  describeAdapter(
    "PGlite by Kysely's dialect",
    async (options) => {
      const schema = `suite_${++schemas}`;
      await pglite.exec(`create schema ${schema}; set search_path = ${schema}`);
      return openAdapter({ ...options, database: { dialect: new PGliteDialect({ pglite }), type: "postgres" } });
    },
    {
      isOnePlace: true,
      dates: { from: new Date("0100-01-01T00:00:00.000Z"), to: new Date("9999-12-31T23:59:59.999Z") },
    },
  );
});
