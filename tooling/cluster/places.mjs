// What the processes share: a database of a test's own, and with Redis a prefix of its own.
import { redisStorage } from "@better-auth/redis-storage";
import { Redis } from "ioredis";
import { createConnection } from "mysql2/promise";
import pg from "pg";

const { BETTER_AUTH_TEST_POSTGRES, BETTER_AUTH_TEST_MYSQL, BETTER_AUTH_TEST_REDIS } = process.env;
const ownName = () => `cluster_${crypto.randomUUID().replaceAll("-", "")}`;

async function openPostgres() {
  const schema = ownName();
  const client = new pg.Client({ connectionString: BETTER_AUTH_TEST_POSTGRES, options: `-c search_path=${schema}` });
  await client.connect();
  await client.query(`create schema ${schema}`);
  return {
    settings: { kind: "postgres", url: BETTER_AUTH_TEST_POSTGRES, schema },
    rows: async (sql) => (await client.query(sql)).rows,
    async close() {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
    },
  };
}

async function openMysql() {
  const name = ownName();
  const connection = await createConnection({ uri: BETTER_AUTH_TEST_MYSQL });
  await connection.query(`create database ${name} character set utf8mb4`);
  await connection.query(`use ${name}`);
  await connection.query("set sql_mode = 'ANSI_QUOTES'");
  const url = new URL(BETTER_AUTH_TEST_MYSQL);
  url.pathname = name;
  return {
    settings: { kind: "mysql", url: url.href },
    rows: async (sql) => (await connection.query(sql))[0],
    async close() {
      await connection.query(`drop database ${name}`);
      await connection.end();
    },
  };
}

function openRedis() {
  const client = new Redis(BETTER_AUTH_TEST_REDIS);
  const keyPrefix = `${ownName()}:`;
  return {
    settings: { url: BETTER_AUTH_TEST_REDIS, keyPrefix },
    async close() {
      await redisStorage({ client, keyPrefix }).clear();
      client.disconnect();
    },
  };
}

const withPostgres = BETTER_AUTH_TEST_POSTGRES !== undefined;
const withMysql = BETTER_AUTH_TEST_MYSQL !== undefined;
const withRedis = BETTER_AUTH_TEST_REDIS !== undefined;

/** By name: whether the servers are there, and how to open one. `rows` asks the database, with names in double quotes. */
export const places = [
  { name: "PostgreSQL and Redis", isThere: withPostgres && withRedis, openDatabase: openPostgres, openRedis },
  { name: "PostgreSQL alone", isThere: withPostgres, openDatabase: openPostgres },
  { name: "MySQL and Redis", isThere: withMysql && withRedis, openDatabase: openMysql, openRedis },
];
