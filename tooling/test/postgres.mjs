// The PostgreSQL that tests run on: the one that BETTER_AUTH_TEST_POSTGRES names, or the one that runs on this machine.
import { connect } from "node:net";

const variable = "BETTER_AUTH_TEST_POSTGRES";
const local = { host: "127.0.0.1", port: 5432 };

/** Environment variables for the tests; none where no server answers, which is said on one line. */
export async function postgresForTests() {
  if (process.env[variable] !== undefined) return {};
  if (await answers(local)) return { [variable]: `postgres://postgres@${local.host}:${local.port}/postgres` };
  console.log(
    `      left out: tests on PostgreSQL (nothing answers on ${local.host}:${local.port}; ${variable} names another)`,
  );
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
