import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "@better-auth/core";
import { getMigrations } from "@better-auth/core/db/migration";
import { Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { kyselyAdapter } from "./index";
import { NodeSqliteDialect } from "./node-sqlite-dialect";

interface Tables {
  note: { id: number; text: string };
}

it("reads, writes, streams and rolls back", async () => {
  let opened = 0;
  const db = new Kysely<Tables>({
    dialect: new NodeSqliteDialect({
      database: async () => new DatabaseSync(":memory:"),
      onCreateConnection: async () => void opened++,
    }),
  });
  await sql`create table note (id integer primary key, text text not null)`.execute(db);
  const written = await db.insertInto("note").values({ id: 1, text: "a" }).executeTakeFirst();
  expect([written.insertId, written.numInsertedOrUpdatedRows]).toEqual([1n, 1n]);
  const returned = await db.insertInto("note").values({ id: 2, text: "b" }).returningAll().execute();
  expect(returned).toEqual([{ id: 2, text: "b" }]);
  const failing = db.transaction().execute(async (trx) => {
    await trx.deleteFrom("note").execute();
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  const texts: string[] = [];
  for await (const { text } of db.selectFrom("note").selectAll().orderBy("id").stream()) texts.push(text);
  expect(texts).toEqual(["a", "b"]);
  expect(opened).toBe(1);
  await db.destroy();
});

it("carries an instance, by the adapter of this package", async () => {
  const db = new Kysely({ dialect: new NodeSqliteDialect({ database: new DatabaseSync(":memory:") }) });
  const auth = betterAuth({
    baseURL: "http://localhost:3000",
    secret: "a secret of more than thirty-two letters",
    database: kyselyAdapter(db, { type: "sqlite", usePlural: true }),
    emailAndPassword: { enabled: true },
  });
  await (await getMigrations(auth.options)).runMigrations();
  const body = { name: "Ada", email: "ada@example.com", password: "correct horse" };
  expect((await auth.api.signUpEmail({ body })).user.email).toBe(body.email);
  expect((await auth.api.signInEmail({ body })).user.name).toBe("Ada");
  expect((await sql<{ n: number }>`select count(*) as n from users`.execute(db)).rows).toEqual([{ n: 1 }]);
});
