// The servers that tests run on: those that environment variables name, or those that run on this machine.
import { connect } from "node:net";

const host = "127.0.0.1";

const servers = [
  {
    name: "PostgreSQL",
    variable: "BETTER_AUTH_TEST_POSTGRES",
    port: 5432,
    url: `postgres://postgres@${host}:5432/postgres`,
  },
  { name: "MySQL", variable: "BETTER_AUTH_TEST_MYSQL", port: 3306, url: `mysql://root@${host}:3306` },
  { name: "Redis", variable: "BETTER_AUTH_TEST_REDIS", port: 6379, url: `redis://${host}:6379` },
];

/** Environment variables for the tests; none for a server that does not answer, which is said on one line. */
export async function serversForTests() {
  const found = await Promise.all(servers.map(find));
  return Object.assign({}, ...found);
}

async function find({ name, variable, port, url }) {
  if (process.env[variable] !== undefined) return {};
  if (await answers({ host, port })) return { [variable]: url };
  console.log(`      left out: tests on ${name} (nothing answers on ${host}:${port}; ${variable} names another)`);
  return {};
}

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
