import type { PostgresPoolLike } from "../types";

/** A server of the machine's own, as in postgres://postgres@127.0.0.1:5432/test; tests on it are left out without one. */
export const postgresUrl: string | undefined = process.env.BETTER_AUTH_TEST_POSTGRES;

/** The part of `pg` that is used here; it brings no types. */
interface Driver {
  Pool: new (settings: {
    connectionString: string | undefined;
    options: string;
    max: number;
  }) => PostgresPoolLike & {
    query(sql: string): Promise<unknown>;
  };
}

/** A pool on a schema of its own, which goes with `close`. Many connections, so that what runs at once does so there. */
export async function openPostgres(): Promise<{ pool: PostgresPoolLike; close: () => Promise<void> }> {
  const name = "pg";
  const { default: pg } = (await import(name)) as { default: Driver };
  const schema = `better_auth_${crypto.randomUUID().replaceAll("-", "")}`;
  const pool = new pg.Pool({ connectionString: postgresUrl, options: `-c search_path=${schema}`, max: 20 });
  await pool.query(`create schema ${schema}`);
  return {
    pool,
    close: async () => {
      await pool.query(`drop schema ${schema} cascade`);
      await pool.end();
    },
  };
}
