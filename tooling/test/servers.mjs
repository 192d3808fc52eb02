// The servers that tests run on: those that environment variables name, those that run on this machine, or else an embedded
// PostgreSQL. BETTER_AUTH_TEST_EMBEDDED=1 takes the embedded one whatever runs here.
import { connect } from "node:net";
import { embeddedPostgres } from "./embedded-postgres.mjs";

const host = "127.0.0.1";

const servers = [
  {
    name: "PostgreSQL",
    database: "postgres",
    variable: "BETTER_AUTH_TEST_POSTGRES",
    port: 5432,
    url: `postgres://postgres@${host}:5432/postgres`,
    embedded: embeddedPostgres,
  },
  {
    name: "MySQL",
    database: "mysql",
    variable: "BETTER_AUTH_TEST_MYSQL",
    port: 3306,
    url: `mysql://root@${host}:3306`,
  },
  { name: "Redis", variable: "BETTER_AUTH_TEST_REDIS", port: 6379, url: `redis://${host}:6379` },
];

/** Environment variables for the tests; none for a server that does not answer, which is said on one line. */
export async function serversForTests() {
  const found = await Promise.all(servers.map(find));
  return Object.assign({}, ...found);
}

/**
 * Why tests on a database cannot run; `undefined` when they can.
 * @param {"postgres" | "mysql"} database
 */
export async function missingServer(database) {
  const server = servers.find((each) => each.database === database);
  return (await addressOf(server)) === undefined ? missing(server) : undefined;
}

async function find(server) {
  const address = await addressOf(server);
  if (address !== undefined) return { [server.variable]: address };
  console.log(`      left out: tests on ${server.name} (${missing(server)})`);
  return {};
}

async function addressOf({ variable, port, url, embedded }) {
  if (process.env[variable] !== undefined) return process.env[variable];
  const wantsEmbedded = embedded !== undefined && process.env.BETTER_AUTH_TEST_EMBEDDED === "1";
  if (!wantsEmbedded && (await answers({ host, port }))) return url;
  return embedded?.();
}

const missing = ({ name, port, variable }) => `no ${name} answers on ${host}:${port}; ${variable} names another`;

function answers({ host, port }) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const settle = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.on("connect", () => settle(true));
    socket.on("error", () => settle(false));
    socket.on("timeout", () => settle(false));
  });
}
