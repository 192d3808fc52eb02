import type { PostgresPoolLike } from "../types";
import { placeName } from "./place-name";

/** A server of the machine's own, as in postgres://postgres@127.0.0.1:5432/test; tests on it are left out without one. */
export const postgresUrl: string | undefined = process.env.BETTER_AUTH_TEST_POSTGRES;

/** The part of `pg` that is used here; it brings no types. */
interface Driver {
  Pool: new (settings: {
    connectionString: string | undefined;
    options: string;
    max: number;
    idleTimeoutMillis: number;
  }) => PostgresPoolLike & {
    query(sql: string): Promise<unknown>;
    on(event: "connect", listener: (client: object) => void): void;
  };
}

/** A pool whose connections look into a schema of its own, and the schema's name. */
export interface PostgresSchema {
  readonly pool: PostgresPoolLike;
  readonly schema: string;
  /** One more pool like it, as another process has. */
  another(onConnect?: (client: object) => void): { pool: PostgresPoolLike; end(): Promise<void> };
  /** Removes the schema. */
  close(): Promise<void>;
}

/**
 * Makes a schema. Many connections, so that what runs at once does so there; idle ones go, because a server has a hundred.
 *
 * @param onConnect is given each new connection before anything is said to it
 */
export async function openPostgres(onConnect: (client: object) => void = () => {}): Promise<PostgresSchema> {
  const name = "pg";
  const { default: pg } = (await import(name)) as { default: Driver };
  const schema = placeName();
  const connect = () =>
    new pg.Pool({
      connectionString: postgresUrl,
      // What a crash would lose is not missed here.
      options: `-c search_path=${schema} -c synchronous_commit=off`,
      max: 10,
      idleTimeoutMillis: 100,
    });
  const pool = connect();
  const others = new Set<ReturnType<typeof connect>>();
  pool.on("connect", onConnect);
  await pool.query(`create schema ${schema}`);
  return {
    pool,
    schema,
    another(onConnect = () => {}) {
      const more = connect();
      more.on("connect", onConnect);
      others.add(more);
      const end = async () => {
        others.delete(more);
        await more.end();
      };
      return { pool: more, end };
    },
    close: async () => {
      await pool.query(`drop schema ${schema} cascade`);
      for (const each of [pool, ...others]) await each.end();
    },
  };
}
