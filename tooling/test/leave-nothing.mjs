// Runs around all tests: what they have made on servers and not removed goes when they are over. Files that share a worker
// hand their schemas on to each other, and none of them is the last one.
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";

const requireOfCore = createRequire(new URL("../../packages/core/package.json", import.meta.url));

/** Gives the run a name, which stands in those of its schemas and databases. */
export default function nameRun() {
  // Anew, whatever is there: a test may run tests of its own.
  const run = randomBytes(4).toString("hex");
  process.env.BETTER_AUTH_TEST_RUN = run;
  return async () => {
    await removeFromPostgres(run);
    await removeFromMysql(run);
  };
}

async function removeFromPostgres(run) {
  const { BETTER_AUTH_TEST_POSTGRES: connectionString } = process.env;
  if (connectionString === undefined) return;
  const client = new (requireOfCore("pg").Client)({ connectionString });
  await client.connect();
  const { rows } = await client.query("select nspname from pg_namespace where starts_with(nspname, $1)", [
    placesOf(run),
  ]);
  for (const { nspname } of rows) await client.query(`drop schema if exists ${nspname} cascade`);
  await client.end();
}

async function removeFromMysql(run) {
  const { BETTER_AUTH_TEST_MYSQL: uri } = process.env;
  if (uri === undefined) return;
  const connection = await requireOfCore("mysql2/promise").createConnection({ uri });
  const [rows] = await connection.query("select schema_name as name from information_schema.schemata");
  const names = rows.map(({ name }) => name).filter((name) => name.startsWith(placesOf(run)));
  for (const name of names) await connection.query(`drop database if exists ${name}`);
  await connection.end();
}

const placesOf = (run) => `better_auth_${run}_`;
