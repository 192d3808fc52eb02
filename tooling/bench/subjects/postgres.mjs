// The same work on PostgreSQL. Where it is: BETTER_AUTH_TEST_POSTGRES, or the usual address of one on this machine.
import { randomUUID } from "node:crypto";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { makeBetterAuth } from "./better-auth.mjs";
import { minimumOver, TOKEN } from "./minimum.mjs";

const url = process.env.BETTER_AUTH_TEST_POSTGRES ?? "postgres://postgres@127.0.0.1:5432/postgres";

const JOIN = `select s."id", s."expiresAt", s."token", s."createdAt", s."updatedAt", s."ipAddress", s."userAgent", s."userId",
  u."id" u_id, u."name" u_name, u."email" u_email, u."emailVerified" u_verified, u."image" u_image, u."createdAt" u_created,
  u."updatedAt" u_updated from "session" s join "user" u on u."id" = s."userId" where s."token" = $1`;

/** A pool on a schema of its own, which is gone when it is closed. */
export async function openPool() {
  const schema = `bench_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
  const close = async () => {
    await pool.end();
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
  };
  return { pool, close };
}

async function makeMinimum(query) {
  const { pool, close } = await openPool();
  await pool.query(`create table "user"("id" text primary key, "name" text, "email" text unique, "emailVerified" boolean, "image" text,
      "createdAt" timestamptz default now(), "updatedAt" timestamptz default now());
    create table "session"("id" text primary key, "expiresAt" timestamptz, "token" text unique, "createdAt" timestamptz default now(),
      "updatedAt" timestamptz default now(), "ipAddress" text, "userAgent" text, "userId" text);
    insert into "user"("id", "name", "email", "emailVerified") values('u', 'User Zero', 'user0@example.com', false);
    insert into "session"("id", "expiresAt", "token", "ipAddress", "userAgent", "userId")
      values('s', now() + interval '7 days', '${TOKEN}', '', '', 'u')`);
  return minimumOver(async (token) => (await pool.query(query(token))).rows[0], close);
}

async function onPool(specifier) {
  const { pool, close } = await openPool();
  return makeBetterAuth(specifier, { database: pool, close });
}

async function onKysely(specifier) {
  const { pool, close } = await openPool();
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return makeBetterAuth(specifier, { database: { db, type: "postgres" }, close });
}

/** @type {Record<string, () => Promise<import("./index.mjs").Subject>>} */
export const postgresSubjects = {
  "PostgreSQL: named join": () => makeMinimum((token) => ({ name: "session", text: JOIN, values: [token] })),
  "PostgreSQL: unnamed join": () => makeMinimum((token) => ({ text: JOIN, values: [token] })),
  "PostgreSQL: ours, Pool": () => onPool("better-auth"),
  "PostgreSQL: ours, Kysely": () => onKysely("better-auth"),
  "PostgreSQL: reference, Pool": () => onPool("better-auth-reference"),
  "PostgreSQL: reference, Kysely": () => onKysely("better-auth-reference"),
};
