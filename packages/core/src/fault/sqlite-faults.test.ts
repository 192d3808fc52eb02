import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import BetterSqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters/memory/memory-adapter";
import { createAuthEndpoint } from "../endpoint/create-endpoint";
import { makeAuth } from "../test-support/instance";
import { listenToLog } from "../test-support/log-lines";
import type { BetterAuthPlugin, SqliteDatabaseLike } from "../types";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "better-auth-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Open = (settings?: { readOnly?: boolean; timeout?: number }) => SqliteDatabaseLike & { close(): void };

const drivers: Readonly<Record<string, Open>> = {
  "better-sqlite3": ({ readOnly = false, timeout } = {}) =>
    new BetterSqlite(join(folder, "a.sqlite"), { readonly: readOnly, ...(timeout !== undefined && { timeout }) }),
  "node:sqlite": ({ readOnly = false, timeout } = {}) => {
    const database = new DatabaseSync(join(folder, "a.sqlite"), { readOnly });
    if (timeout !== undefined) database.exec(`pragma busy_timeout = ${timeout}`);
    return database;
  },
};

describe.each(Object.entries(drivers))("SQLite by %s", (_name, open) => {
  /** A file with tables and alice in it. */
  async function migrated() {
    const database = open();
    const { getMigrations } = await import("../db-migration");
    await (await getMigrations({ database })).runMigrations();
    const { browser } = await makeAuth({ database });
    const alice = browser();
    await alice.signUp();
    return { database, alice };
  }

  it("that is opened for reading reads sessions, and says that it cannot write", async () => {
    const { alice } = await migrated();
    const log = listenToLog();
    const { browser } = await makeAuth({ database: open({ readOnly: true }), logger: log.logger });
    const reader = browser();
    for (const [name, value] of alice.jar) reader.jar.set(name, value);
    expect((await reader.session()).user.email).toBe(alice.email);
    expect(await reader.signIn()).toMatchObject({ status: 503, body: { code: "DATABASE_READ_ONLY" }, cookies: [] });
    expect(log.text()).toContain("attempt to write a readonly database");
  });

  it("that another connection writes to is waited for, as long as the database says", async () => {
    const { database } = await migrated();
    const { browser } = await makeAuth({ database: open({ timeout: 50 }), logger: { disabled: true } });
    const bob = browser("bob");
    database.exec("begin immediate");
    const answer = await bob.signUp();
    expect(answer).toMatchObject({ status: 503, body: { code: "DATABASE_BUSY" }, cookies: [] });
    expect(answer.headers.get("retry-after")).toBe("1");
    database.exec("rollback");
    expect((await bob.signUp()).status).toBe(200);
  });

  it("that was closed is unavailable", async () => {
    const { database, alice } = await migrated();
    database.close();
    expect(await alice.get("/get-session")).toMatchObject({
      status: 503,
      body: { code: "DATABASE_UNAVAILABLE" },
      cookies: [],
    });
  });

  it("that lacks a table names it in the log, with the mend", async () => {
    const { database } = await migrated();
    database.exec("drop table account");
    const log = listenToLog();
    const { browser } = await makeAuth({ database, logger: log.logger });
    const bob = browser("bob");
    expect(await bob.signUp()).toMatchObject({ status: 500, body: { code: "DATABASE_SCHEMA_OUT_OF_DATE" } });
    expect(log.text()).toMatch(/no such table: account\..*npx @better-auth\/cli migrate/);
  });
});

/** Writes a row under an id that may be taken, or that points nowhere, and leaves it to the pipeline to answer. */
const careless = {
  id: "careless",
  endpoints: {
    write: createAuthEndpoint("/careless/:userId", { method: "POST" }, async (ctx) => {
      const { adapter } = ctx.context;
      const data = { id: "one", userId: ctx.params.userId, providerId: "p", accountId: "a" };
      await adapter.create({
        model: "account",
        data: { ...data, createdAt: new Date(), updatedAt: new Date() },
        forceAllowId: true,
      });
      return { done: true };
    }),
  },
} satisfies BetterAuthPlugin;

describe("a row that somebody else has written first", () => {
  it.each(["SQLite", "memory"])("is a conflict that the client may try again, on %s", async (on) => {
    const reported: unknown[] = [];
    const { browser } = await makeAuth({
      plugins: [careless],
      onAPIError: { onError: (error: unknown) => void reported.push(error) },
      ...(on === "memory" && { database: memoryAdapter({}) }),
    } as never);
    const alice = browser();
    const { body } = await alice.signUp();
    const write = () => alice.post(`/careless/${body.user.id}`);
    expect((await write()).body).toEqual({ done: true });
    expect(await write()).toMatchObject({ status: 409, body: { code: "DATABASE_CONFLICT" } });
    expect(reported).toEqual([]);
    if (on === "SQLite") expect(await alice.post("/careless/nobody")).toMatchObject({ status: 409 });
  });
});

describe("text with the character U+0000", () => {
  it("is refused by its field, whatever the database would do with it", async () => {
    const additionalFields = {
      motto: { type: "string", required: false },
      tags: { type: "string[]", required: false },
      more: { type: "json", required: false },
    } as const;
    const { browser } = await makeAuth({ user: { additionalFields } });
    const alice = browser();
    for (const [field, value] of Object.entries({
      name: "a\0b",
      image: "\0",
      motto: "\0",
      tags: ["fine", "\0"],
      more: { deep: ["\0"] },
    })) {
      const refused = {
        status: 400,
        body: { code: "VALIDATION_ERROR", message: expect.stringContaining(`[body.${field}`) },
      };
      expect(await alice.signUp({ [field]: value })).toMatchObject(refused);
    }
    // What only looks like it.
    expect((await alice.signUp({ more: { deep: "\\u0000" }, motto: "\\u0000" })).status).toBe(200);
    expect(await alice.post("/update-user", { image: "\0" })).toMatchObject({ status: 400 });
  });
});
