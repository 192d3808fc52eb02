// This project, or the reference release: they have one interface, so one function makes both.
import Database from "better-sqlite3";

export const ORIGIN = "http://localhost:3000";
export const PASSWORD = "correct horse battery";

/** @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers] */
export function request(path, body, headers = {}) {
  const url = `${ORIGIN}/api/auth${path}`;
  if (body === undefined) return new Request(url, { headers });
  return new Request(url, {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN, ...headers },
    body: JSON.stringify(body),
  });
}

const cookieOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

/** A SQLite file, as applications open it. */
function openSqlite(file) {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  return { database, close: () => database.close() };
}

/**
 * @param {string} specifier the package
 * @param {{ file?: string, database?: unknown, close?: () => unknown, plugins?: unknown[], options?: object }} settings a
 * SQLite file, or a database for the options and how it is closed
 * @returns {Promise<import("./index.mjs").Subject & { auth: object }>}
 */
export async function makeBetterAuth(specifier, { file, plugins = [], options = {}, ...opened }) {
  const { betterAuth } = await import(specifier);
  const { getMigrations } = await import(`${specifier}/db/migration`);
  const { database, close } = file === undefined ? opened : openSqlite(file);
  const complete = {
    baseURL: ORIGIN,
    secret: "9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret",
    database,
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    logger: { level: "error" },
    telemetry: { enabled: false },
    plugins,
    ...options,
  };
  const auth = betterAuth(complete);
  await (await getMigrations(complete)).runMigrations();
  const answer = await auth.handler(
    request("/sign-up/email", { email: "user0@example.com", password: PASSWORD, name: "User Zero" }),
  );
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`);
  const caching = betterAuth({ ...complete, session: { cookieCache: { enabled: true, maxAge: 86_400 } } });
  const signedIn = await caching.handler(request("/sign-in/email", { email: "user0@example.com", password: PASSWORD }));
  return {
    auth,
    cookie: cookieOf(answer),
    handle: auth.handler,
    cached: { cookie: cookieOf(signedIn), handle: caching.handler },
    getSession: (headers) => auth.api.getSession({ headers }),
    close,
  };
}
