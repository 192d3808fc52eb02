// One server of several: a process with a handler on a free port. The settings come as JSON in CLUSTER_SETTINGS; the port,
// and the mails that would have been sent, go to the parent.
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { redisStorage } from "@better-auth/redis-storage";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { Redis } from "ioredis";
import { createPool } from "mysql2/promise";
import pg from "pg";

const { origin, database, redis, secrets } = JSON.parse(process.env.CLUSTER_SETTINGS);

function openDatabase({ kind, url, schema }) {
  if (kind === "mysql") return createPool({ uri: url, connectionLimit: 5 });
  return new pg.Pool({ connectionString: url, options: `-c search_path=${schema}`, max: 5 });
}

function openStorage({ url, keyPrefix }) {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  client.on("error", (error) => console.error("redis:", error.message));
  return redisStorage({ client, keyPrefix });
}

/** Between the rows of a sign-up: time enough for the parent to kill this process there. */
async function tellOfSignUp() {
  process.send({ isSigningUp: true });
  await setTimeout(20);
}

const options = {
  baseURL: origin,
  secrets,
  database: openDatabase(database),
  ...(redis === undefined ? {} : { secondaryStorage: openStorage(redis) }),
  emailAndPassword: {
    enabled: true,
    // Not about hashing.
    password: {
      hash: async (password) => `plain:${password}`,
      verify: async ({ hash, password }) => hash === `plain:${password}`,
    },
    sendResetPassword: async ({ user, token }) => void process.send({ mail: { to: user.email, token } }),
  },
  databaseHooks: { account: { create: { before: tellOfSignUp } } },
  rateLimit: {
    enabled: true,
    storage: redis === undefined ? "database" : "secondary-storage",
    max: 10_000,
    customRules: {
      "/ok": { window: 60, max: 10 },
      "/sign-in/*": { window: 60, max: 1000 },
      "/sign-up/*": { window: 60, max: 1000 },
    },
  },
};

await (await getMigrations(options)).runMigrations();
const server = createServer(toNodeHandler(betterAuth(options)));
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
