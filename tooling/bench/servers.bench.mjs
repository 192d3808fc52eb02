// Time of reading a session from a server: PostgreSQL beside hand-written joins, Redis beside one GET.
import { measureThroughput } from "./measures/throughput.mjs";
import { postgresSubjects } from "./subjects/postgres.mjs";
import { redisSubjects } from "./subjects/redis.mjs";

/** A pool can name its statements; what goes through a user's Kysely has no name. */
const floorOf = (name) => {
  if (name.startsWith("Redis")) return "Redis: one GET";
  return name.endsWith("Kysely") || name.endsWith("unnamed join")
    ? "PostgreSQL: unnamed join"
    : "PostgreSQL: named join";
};

const names = [...Object.keys(postgresSubjects), ...Object.keys(redisSubjects)];
console.table(await measureThroughput(names, ["get-session", "api.getSession"], floorOf));
