// PostgreSQL by other ways than a pool of pg as it is: Kysely over pg, Kysely over postgres.js, one connection of pg.
import { Kysely, PostgresDialect } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { DatabaseOption, KyselyLike, PostgresPoolLike } from "../../types";
import { openAdapter } from "../fixtures/databases";

const closers: (() => Promise<unknown>)[] = [];

/** Through a dialect of Kysely, years that some drivers read as others are refused. */
const DATES = { from: new Date("0100-01-01T00:00:00.000Z"), to: new Date("9999-12-31T23:59:59.999Z") };

interface Pg {
  readonly Client: new (settings: object) => PostgresPoolLike & { query(sql: string): Promise<unknown> };
}

const ways: Readonly<Record<string, (place: { pool: PostgresPoolLike; schema: string }) => Promise<DatabaseOption>>> = {
  "a Kysely instance over pg": async ({ pool }) => {
    const db = new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) });
    return { db: db as unknown as KyselyLike, type: "postgres" };
  },
  "a Kysely dialect over postgres.js": async ({ schema }) => {
    const sql = postgres(postgresUrl as string, { connection: { search_path: schema }, max: 10, onnotice: () => {} });
    closers.push(() => sql.end());
    return { dialect: new PostgresJSDialect({ postgres: sql }), type: "postgres" };
  },
  "one connection of pg": async ({ schema }) => {
    const name = "pg";
    const { default: pg } = (await import(name)) as { default: Pg };
    const client = new pg.Client({ connectionString: postgresUrl, options: `-c search_path=${schema}` });
    await client.connect();
    closers.push(() => client.end());
    return client;
  },
};

describe.skipIf(postgresUrl === undefined)("PostgreSQL", () => {
  afterAll(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function open(way: keyof typeof ways): Promise<DatabaseOption> {
    const place = await openPostgres();
    closers.push(place.close);
    return (ways[way] as (typeof ways)[string])(place);
  }

  for (const way of Object.keys(ways)) {
    describeAdapter(way, async (options) => openAdapter({ ...options, database: await open(way) }), {
      dates: way === "one connection of pg" ? undefined : DATES,
    });
  }

  it("keeps transactions of one connection apart from what runs beside them", async () => {
    const database = await open("one connection of pg");
    const adapter = await openAdapter({ database });
    const failing = adapter.transaction(async (trx) => {
      await trx.create({ model: "verification", data: { identifier: "in", value: "x", expiresAt: new Date() } });
      throw new Error("no");
    });
    const outside = adapter.create({
      model: "verification",
      data: { identifier: "out", value: "x", expiresAt: new Date() },
    });
    await expect(failing).rejects.toThrow("no");
    await outside;
    expect(
      (await adapter.findMany<{ identifier: string }>({ model: "verification" })).map((row) => row.identifier),
    ).toEqual(["out"]);
  });
});
