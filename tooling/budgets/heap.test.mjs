// What 100,000 requests leave behind in the heap: nothing. In a process of its own over the built packages.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const REQUESTS = 100_000;
/** Code that is compiled along the way, and the noise of a collector. A leak of 20 bytes a request would be more. */
const MOST_BYTES = 2_000_000;

const script = `
  import Database from "better-sqlite3";
  import { betterAuth } from "better-auth";
  import { getMigrations } from "better-auth/db/migration";
  const options = {
    baseURL: "http://localhost:3000",
    secret: "9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret",
    database: new Database(":memory:"),
    emailAndPassword: {
      enabled: true,
      password: { hash: async (text) => text, verify: async ({ hash, password }) => hash === password },
      sendResetPassword: async () => {},
    },
    rateLimit: { enabled: true, window: 1, max: 1_000_000, customRules: { "/**": { window: 1, max: 1_000_000 } } },
    session: { cookieCache: { enabled: true } },
    hooks: { before: Object.assign(async () => {}, { options: {} }) },
    databaseHooks: { session: { create: { before: async () => {}, after: async () => {} } } },
    logger: { disabled: true },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const send = async (method, path, body, headers = {}) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await auth.handler(new Request("http://localhost:3000/api/auth" + path, {
      method,
      headers: { origin: "http://localhost:3000", "content-type": "application/json", "x-forwarded-for": "198.51.100." + (sent % 200), ...headers },
      ...init,
    }));
    await response.text();
    sent++;
    return response;
  };
  const cookieOf = (response) => response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  let sent = 0;
  const person = { name: "A", email: "a@example.com", password: "correct horse" };
  await send("POST", "/sign-up/email", person);
  const statuses = new Set();
  async function round() {
    const signedIn = await send("POST", "/sign-in/email", person);
    const cookie = cookieOf(signedIn);
    const answers = [
      signedIn,
      await send("GET", "/get-session", undefined, { cookie }),
      await send("GET", "/get-session?disableCookieCache=true", undefined, { cookie }),
      await send("GET", "/get-session"),
      await send("POST", "/sign-in/email", { ...person, password: "wrong password" }),
      await send("POST", "/request-password-reset", { email: "a" + sent + "@example.com" }),
      await send("GET", "/nothing-here/" + sent),
      await send("POST", "/update-user", { name: "B" + sent }, { cookie }),
      await send("POST", "/sign-in/email", {}),
      await send("POST", "/sign-out", {}, { cookie }),
    ];
    for (const { status } of answers) statuses.add(status);
  }
  const heap = async () => {
    // Finalizers of responses and timers of the last round run first.
    await new Promise((done) => setTimeout(done, 50));
    for (let i = 0; i < 4; i++) globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  while (sent < 10_000) await round();
  const before = await heap();
  const from = sent;
  while (sent < from + ${REQUESTS}) await round();
  console.log(JSON.stringify({ grown: (await heap()) - before, statuses: [...statuses].sort() }));`;

it(`${REQUESTS} requests leave less than ${MOST_BYTES} bytes in the heap`, { timeout: 240_000 }, () => {
  const output = execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "--eval", script], {
    cwd: join(import.meta.dirname, "../bench"),
    encoding: "utf8",
  });
  const { grown, statuses } = JSON.parse(output.trim().split("\n").at(-1));
  expect(statuses).toEqual([200, 400, 401, 404]);
  expect(grown).toBeLessThan(MOST_BYTES);
});
