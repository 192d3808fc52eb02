// Whether reading a session stays as fast as it is when there are a million users with ten million sessions. Takes
// minutes and some 6 GB of PostgreSQL's disk, so it is not one of the benchmarks that run by themselves:
//   node tooling/run.mjs node tooling/bench/scale.mjs [users] [sessions]
import { createHmac } from "node:crypto";
import { median } from "./measures/processes.mjs";
import { makeBetterAuth } from "./subjects/better-auth.mjs";
import { openPool } from "./subjects/postgres.mjs";

const [users = 1_000_000, sessions = 10_000_000] = process.argv.slice(2).map(Number);
const few = { users: 1_000, sessions: 10_000 };
const calls = 20_000;
const STEP = 1_000_000;

const { pool, close } = await openPool();
const secret = "9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret";
const auth = await makeBetterAuth("better-auth", { database: pool, options: { secret }, close });

async function fill({ users, sessions }, from) {
  await pool.query(
    `insert into "user"("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
      select 'user' || i, 'User ' || i, 'user' || i || '@scale.example', true, now(), now() from generate_series($1::int, $2::int) i`,
    [from.users + 1, users],
  );
  for (let start = from.sessions; start < sessions; start += STEP) {
    await pool.query(
      `insert into "session"("id", "token", "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
        select 'session' || i, md5(i::text), 'user' || 1 + i % $3::int, now() + interval '7 days', now(), now(), '192.0.2.1', 'Mozilla/5.0'
        from generate_series($1::int, $2::int) i`,
      [start + 1, Math.min(start + STEP, sessions), users],
    );
    process.stdout.write(".");
  }
  await pool.query("vacuum analyze");
}

/** The cookies of sessions that are spread over all of them. */
async function cookies(count) {
  const { rows } = await pool.query(
    "select md5((1 + (i::bigint * 7919) % $2::int)::text) token from generate_series(1, $1::int) i",
    [calls, count],
  );
  return rows.map(({ token }) => {
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    return `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  });
}

/** Microseconds of a call, each for a session of its own. */
async function measure({ sessions }) {
  const times = [];
  for (const cookie of await cookies(sessions)) {
    const headers = new Headers({ cookie });
    const start = performance.now();
    const found = await auth.getSession(headers);
    times.push((performance.now() - start) * 1000);
    if (found === null) throw new Error("a session was not found");
  }
  return { p50: median(times), p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] };
}

try {
  await fill(few, { users: 0, sessions: 0 });
  await measure(few);
  const before = await measure(few);
  await fill({ users, sessions }, few);
  await measure({ sessions });
  const after = await measure({ sessions });
  const row = ({ p50, p99 }) => ({ p50: `${p50.toFixed(0)} µs`, p99: `${p99.toFixed(0)} µs` });
  console.table({
    [`${few.sessions} sessions`]: row(before),
    [`${sessions} sessions`]: row(after),
    ratio: { p50: (after.p50 / before.p50).toFixed(2), p99: (after.p99 / before.p99).toFixed(2) },
  });
} finally {
  await auth.close();
}
