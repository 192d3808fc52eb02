import { afterEach, describe } from "vitest";
import type { PostgresPoolLike } from "../../types";
import { describeAdapter } from "../fixtures/adapter-suite";
import { openAdapter } from "../fixtures/databases";

// A server of the machine's own, as in postgres://postgres@127.0.0.1:5432/test; each test has a schema of its own in it.
const url = process.env.BETTER_AUTH_TEST_POSTGRES;

/** The part of `pg` that is used here; it brings no types. */
interface Driver {
  Pool: new (settings: {
    connectionString: string | undefined;
    options: string;
  }) => PostgresPoolLike & {
    query(sql: string): Promise<unknown>;
  };
}

describe.skipIf(url === undefined)("PostgreSQL", () => {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  describeAdapter("a pool of pg", async (options) => {
    const name = "pg";
    const { default: pg } = (await import(name)) as { default: Driver };
    const schema = `better_auth_${crypto.randomUUID().replaceAll("-", "")}`;
    const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
    await pool.query(`create schema ${schema}`);
    opened.push(async () => {
      await pool.query(`drop schema ${schema} cascade`);
      await pool.end();
    });
    return openAdapter({ ...options, database: pool });
  });
});
