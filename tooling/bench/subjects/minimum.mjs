// The hand-written minimum: what a get-session costs when there is nothing around it. A cookie is found, its HMAC
// checked, one prepared join run, one Response made. A floor to measure against, not something to use.
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from "node:crypto";
import Database from "better-sqlite3";

const key = createSecretKey(Buffer.from("9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret"));
const COOKIE = "better-auth.session_token=";
const HEADERS = [
  ["content-type", "application/json"],
  ["cache-control", "no-store"],
  ["pragma", "no-cache"],
];
const JOIN = `select s.*, u.id u_id, u.name u_name, u.email u_email, u.emailVerified u_verified, u.image u_image,
  u.createdAt u_created, u.updatedAt u_updated from session s join user u on u.id = s.userId where s.token = ?`;

const hmac = (token) => createHmac("sha256", key).update(token).digest();

function readToken(header) {
  const at = header === null ? -1 : header.indexOf(COOKIE);
  if (at < 0) return null;
  const end = header.indexOf(";", at);
  const raw = decodeURIComponent(header.slice(at + COOKIE.length, end < 0 ? undefined : end));
  const dot = raw.lastIndexOf(".");
  const signature = Buffer.from(raw.slice(dot + 1), "base64");
  const token = raw.slice(0, dot);
  return signature.length === 32 && timingSafeEqual(signature, hmac(token)) ? token : null;
}

function toPair(row) {
  return {
    session: {
      id: row.id,
      userId: row.userId,
      token: row.token,
      expiresAt: new Date(row.expiresAt),
      ipAddress: row.ipAddress,
      userAgent: row.userAgent,
      createdAt: new Date(row.createdAt),
      updatedAt: new Date(row.updatedAt),
    },
    user: {
      id: row.u_id,
      name: row.u_name,
      email: row.u_email,
      emailVerified: row.u_verified === 1,
      image: row.u_image,
      createdAt: new Date(row.u_created),
      updatedAt: new Date(row.u_updated),
    },
  };
}

/** @param {string} file the SQLite file @returns {import("./index.mjs").Subject} */
export function makeMinimum(file) {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.exec(`create table user(id text primary key, name text, email text unique, emailVerified integer, image text, createdAt date, updatedAt date);
    create table session(id text primary key, expiresAt date, token text unique, createdAt date, updatedAt date, ipAddress text, userAgent text, userId text)`);
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 6e8).toISOString();
  const token = randomBytes(24).toString("base64url");
  const userId = randomBytes(24).toString("base64url");
  database.prepare("insert into user values(?, 'User Zero', 'user0@example.com', 0, null, ?, ?)").run(userId, now, now);
  database.prepare("insert into session values('s', ?, ?, ?, ?, '', '', ?)").run(later, token, now, now, userId);
  const join = database.prepare(JOIN);

  const getSession = async (headers) => {
    const found = readToken(headers.get("cookie"));
    const row = found === null ? undefined : join.get(found);
    return row === undefined || new Date(row.expiresAt) < new Date() ? null : toPair(row);
  };
  return {
    cookie: `${COOKIE}${encodeURIComponent(`${token}.${hmac(token).toString("base64")}`)}`,
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith("/ok")) return new Response('{"ok":true}', { headers: HEADERS });
      return new Response(JSON.stringify(await getSession(request.headers)), { headers: HEADERS });
    },
    getSession,
    close: () => database.close(),
  };
}
