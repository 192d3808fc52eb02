// @auth/core with sessions in a database: its adapter here is as thin as one can be, over the same SQLite driver.
import { Auth } from "@auth/core";
import Database from "better-sqlite3";

/** What its configuration check asks an adapter for, and reading a session never calls. */
const UNUSED = [
  "createUser",
  "getUser",
  "getUserByEmail",
  "getUserByAccount",
  "updateUser",
  "linkAccount",
  "createSession",
  "updateSession",
  "deleteSession",
];

/** @param {string} file @returns {Promise<import("./index.mjs").Subject>} */
export async function makeAuthCore(file) {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.exec(
    "create table user(id text primary key, name text, email text); create table session(token text primary key, userId text, expires text)",
  );
  database.prepare("insert into user values('u', 'User Zero', 'user0@example.com')").run();
  database.prepare("insert into session values('token', 'u', ?)").run(new Date(Date.now() + 6e8).toISOString());
  const join = database.prepare(
    "select s.token, s.expires, u.* from session s join user u on u.id = s.userId where s.token = ?",
  );
  const adapter = {
    getSessionAndUser: async (token) => {
      const row = join.get(token);
      if (!row) return null;
      const session = { sessionToken: row.token, userId: row.id, expires: new Date(row.expires) };
      return { session, user: { id: row.id, name: row.name, email: row.email, emailVerified: null } };
    },
    ...Object.fromEntries(UNUSED.map((name) => [name, async () => null])),
  };
  const config = {
    adapter,
    secret: "9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret",
    trustHost: true,
    basePath: "/api/auth",
    providers: [],
    session: { strategy: "database", updateAge: 1e9 },
    logger: { error() {}, warn() {}, debug() {} },
  };
  return {
    cookie: "authjs.session-token=token",
    handle: (request) =>
      Auth(new Request(request.url.replace("/get-session", "/session").replace("/ok", "/providers"), request), config),
    close: () => database.close(),
  };
}
