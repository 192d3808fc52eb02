// A database of PostgreSQL for one sample.
import pg from "pg";

export const { BETTER_AUTH_TEST_POSTGRES: serverUrl } = process.env;

/** Makes what makes and drops it; its address is known before. */
export function ownDatabase() {
  const name = `samples_${crypto.randomUUID().replaceAll("-", "")}`;
  const url = new URL(serverUrl ?? "postgres://nobody");
  url.pathname = name;
  return {
    url: url.href,
    create: () => say(serverUrl, `create database ${name}`),
    drop: () => say(serverUrl, `drop database if exists ${name} with (force)`),
    /** Runs SQL in it. */
    run: (sql) => say(url.href, sql),
  };
}

async function say(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
