import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createClient } from "@libsql/client";
import { drizzle as drizzleLibsql } from "drizzle-orm/libsql";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { type EmptyDatabase, emptyDatabases, openDrizzle } from "../../test-support/drizzle/databases";
import { cheapPasswords, ORIGIN, SECRET } from "../../test-support/instance";
import { mysqlUrl } from "../../test-support/mysql";
import { signUpOutAndIn } from "../../test-support/person-story";
import { postgresUrl } from "../../test-support/postgres";
import type { BetterAuthOptions, Row } from "../../types";
import { drizzleAdapter } from "./drizzle-adapter";
import type { DrizzleProvider } from "./schema/providers";

async function openLibsql(url: string, remove = () => {}): Promise<EmptyDatabase> {
  const client = createClient({ url });
  return {
    db: drizzleLibsql({ client }),
    execute: (statement) => client.execute(statement),
    empty: async () => {},
    async close() {
      client.close();
      remove();
    },
  };
}

let pglite: PGlite | undefined;
afterAll(() => pglite?.close());

/** Starting it takes its time: it is one for all tests. */
async function openPglite(): Promise<EmptyDatabase> {
  pglite ??= await PGlite.create();
  const client = pglite;
  const execute = (statement: string) => client.exec(statement);
  return {
    db: drizzlePglite({ client }),
    execute,
    empty: async () => {},
    close: () => execute("drop schema public cascade; create schema public"),
  };
}

const drivers: Readonly<Record<string, [DrizzleProvider, () => Promise<EmptyDatabase>, isThere?: boolean]>> = {
  "better-sqlite3": ["sqlite", emptyDatabases.sqlite],
  "libsql in memory": ["sqlite", () => openLibsql(":memory:")],
  "libsql on a file": [
    "sqlite",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "better-auth-"));
      return openLibsql(`file:${join(folder, "auth.db")}`, () => rmSync(folder, { recursive: true }));
    },
  ],
  "a pool of pg": ["pg", emptyDatabases.pg, postgresUrl !== undefined],
  PGlite: ["pg", openPglite],
  "a pool of mysql2": ["mysql", emptyDatabases.mysql, mysqlUrl !== undefined],
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

for (const [name, [provider, openEmpty, isThere = true]] of Object.entries(drivers)) {
  describe.skipIf(!isThere)(`Drizzle over ${name}`, () => {
    const open = async (options: BetterAuthOptions, config: Parameters<typeof openDrizzle>[2] = {}) => {
      const database = await openDrizzle(provider, options, config, openEmpty);
      closers.push(database.close);
      return database;
    };

    it.each([true, false])(
      "signs up, in and out (transactions: %s)",
      async (transaction) => {
        const options: BetterAuthOptions = {
          baseURL: ORIGIN,
          secret: SECRET,
          emailAndPassword: { enabled: true, password: cheapPasswords },
          logger: { disabled: true },
          rateLimit: { enabled: true, storage: "database" },
        };
        const config = { provider, usePlural: true, transaction };
        const { db, schema } = await open(options, config);
        const auth = betterAuth({ ...options, database: drizzleAdapter(db, { ...config, schema }) });
        const browser = new Browser(auth, "alice");
        await signUpOutAndIn(browser);
      },
      30_000,
    );

    it("lets one of fifty parallel callers consume a row, and counts fifty callers once each", async () => {
      const { adapter } = await open(everythingOptions);
      for (const row of ["once", "limit"]) await adapter.create({ model: "item", data: { name: row, size: 0 } });
      const fifty = <R>(call: () => Promise<R>) => Promise.all(Array.from({ length: 50 }, call));

      const once = [{ field: "name", value: "once" }];
      const taken = await fifty(() => adapter.consumeOne<Row>({ model: "item", where: once }));
      expect(taken.filter((row) => row !== null)).toHaveLength(1);

      const limit = [{ field: "name", value: "limit" }];
      const counted = await fifty(() =>
        adapter.incrementOne<Row>({ model: "item", where: limit, increment: { size: 1 } }),
      );
      const sizes = counted.map((row) => row?.size as number).sort((a, b) => a - b);
      expect(sizes).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    }, 30_000);

    it("rolls a transaction back, while other writes wait or go on", async () => {
      const { adapter } = await open(everythingOptions);
      const failing = adapter.transaction(async (trx) => {
        await trx.create({ model: "item", data: { name: "inside" } });
        expect(
          await trx.createIfAbsent?.({ model: "item", data: { name: "x", code: "c" }, uniqueField: "code" }),
        ).toMatchObject({ code: "c" });
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error("no");
      });
      const outside = adapter.create({ model: "item", data: { name: "outside" } });
      await expect(failing).rejects.toThrow("no");
      await outside;
      expect((await adapter.findMany<Row>({ model: "item" })).map((row) => row.name)).toEqual(["outside"]);
    }, 30_000);
  });
}
