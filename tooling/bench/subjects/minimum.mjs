// The hand-written minimum: what a get-session costs when there is nothing around it. A cookie is found, its HMAC
// checked, one prepared join run (or a second HMAC checked, over a copy of the session in a second cookie), one Response
// made. A floor to measure against, not something to use.
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from "node:crypto";
import Database from "better-sqlite3";

const key = createSecretKey(Buffer.from("9fK2mQx7Lp0VzR4tYb8NcWdE1sHgJu6A-bench-secret"));
const COOKIE = "better-auth.session_token=";
const CACHE_COOKIE = "better-auth.session_data=";
const HEADERS = [
  ["content-type", "application/json"],
  ["cache-control", "no-store"],
  ["pragma", "no-cache"],
];
const JOIN = `select s.*, u.id u_id, u.name u_name, u.email u_email, u.emailVerified u_verified, u.image u_image,
  u.createdAt u_created, u.updatedAt u_updated from session s join user u on u.id = s.userId where s.token = ?`;

const hmac = (token) => createHmac("sha256", key).update(token).digest();

function readCookie(header, name) {
  const at = header === null ? -1 : header.indexOf(name);
  if (at < 0) return null;
  const end = header.indexOf(";", at);
  return header.slice(at + name.length, end < 0 ? undefined : end);
}

function readToken(header) {
  const found = readCookie(header, COOKIE);
  if (found === null) return null;
  const raw = decodeURIComponent(found);
  const dot = raw.lastIndexOf(".");
  const signature = Buffer.from(raw.slice(dot + 1), "base64");
  const token = raw.slice(0, dot);
  return isSigned(token, signature) ? token : null;
}

const isSigned = (text, signature) => signature.length === 32 && timingSafeEqual(signature, hmac(text));

/** The text of the cookie is `{"session":payload,"expiresAt":ms,"signature":"…"}`; signed are payload and expiry. */
function readCopy(header, token) {
  const text = Buffer.from(readCookie(header, CACHE_COOKIE), "base64url").toString();
  const end = text.lastIndexOf(',"signature":"');
  const signature = Buffer.from(text.slice(end + 14, -2), "base64url");
  const at = text.lastIndexOf(',"expiresAt":', end);
  if (!isSigned(`${text.slice(11, at - 1)}${text.slice(at, end)}}`, signature)) return null;
  const { session, user } = JSON.parse(text.slice(11, at));
  const isOver = Number(text.slice(at + 13, end)) <= Date.now() || new Date(session.expiresAt) <= new Date();
  return isOver || session.token !== token ? null : { session, user };
}

function copyOf(pair) {
  const payload = JSON.stringify({ ...pair, updatedAt: Date.now(), version: "1" });
  const signed = `${payload.slice(0, -1)},"expiresAt":${Date.now() + 86_400_000}}`;
  const expiry = signed.slice(payload.length - 1, -1);
  const text = `{"session":${payload}${expiry},"signature":"${hmac(signed).toString("base64url")}"}`;
  return Buffer.from(text).toString("base64url");
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
      emailVerified: row.u_verified === 1 || row.u_verified === true,
      image: row.u_image,
      createdAt: new Date(row.u_created),
      updatedAt: new Date(row.u_updated),
    },
  };
}

/** The one session of a minimum, and how it is signed. */
export const TOKEN = randomBytes(24).toString("base64url");
export const COOKIE_OF_TOKEN = `${COOKIE}${encodeURIComponent(`${TOKEN}.${hmac(TOKEN).toString("base64")}`)}`;

/**
 * The server around a lookup.
 * @param {(token: string) => object | undefined | Promise<object | undefined>} find the row of a session with its user's
 * @param {() => unknown} close
 * @returns {import("./index.mjs").Subject}
 */
export function minimumOver(find, close) {
  const getSession = async (headers) => {
    const found = readToken(headers.get("cookie"));
    let row = found === null ? undefined : find(found);
    if (row instanceof Promise) row = await row;
    return row === undefined || new Date(row.expiresAt) < new Date() ? null : toPair(row);
  };
  return {
    cookie: COOKIE_OF_TOKEN,
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith("/ok")) return new Response('{"ok":true}', { headers: HEADERS });
      return new Response(JSON.stringify(await getSession(request.headers)), { headers: HEADERS });
    },
    getSession,
    close,
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
  const userId = randomBytes(24).toString("base64url");
  database.prepare("insert into user values(?, 'User Zero', 'user0@example.com', 0, null, ?, ?)").run(userId, now, now);
  database.prepare("insert into session values('s', ?, ?, ?, ?, '', '', ?)").run(later, TOKEN, now, now, userId);
  const join = database.prepare(JOIN);
  return {
    ...minimumOver(
      (token) => join.get(token),
      () => database.close(),
    ),
    cached: {
      cookie: `${COOKIE_OF_TOKEN}; ${CACHE_COOKIE}${copyOf(toPair(join.get(TOKEN)))}`,
      async handle(request) {
        if (!new URL(request.url).pathname.endsWith("/get-session")) return new Response(null, { status: 404 });
        const header = request.headers.get("cookie");
        const found = readToken(header);
        return new Response(JSON.stringify(found === null ? null : readCopy(header, found)), { headers: HEADERS });
      },
    },
  };
}
