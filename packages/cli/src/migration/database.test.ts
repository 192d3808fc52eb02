import { describe, expect, it, vi } from "vitest";
import { closeDatabase, describeDatabase } from "./database";

const name = (database: object) => describeDatabase(database as never, "/home/app");
const methods = { prepare() {}, exec() {} };

describe("a database is described", () => {
  it.each([
    [{ ...methods, name: "sqlite.db" }, "SQLite, sqlite.db"],
    [{ ...methods, name: "/home/app/data/sqlite.db" }, "SQLite, data/sqlite.db"],
    [{ ...methods, name: "/var/sqlite.db" }, "SQLite, /var/sqlite.db"],
    [{ ...methods, location: () => "/home/app/sqlite.db" }, "SQLite, sqlite.db"],
    [{ ...methods, location: () => null }, "SQLite, a file"],
    [{ ...methods, filename: ":memory:" }, "SQLite, :memory:"],
    [{ connect() {}, end() {}, options: { host: "db", port: 5432, database: "app" } }, "PostgreSQL, app at db:5432"],
    [{ connect() {}, end() {}, options: {} }, "PostgreSQL, a pool"],
    [{ connect() {}, end() {}, options: { connectionString: "postgres://ada@db:5432" } }, "PostgreSQL, db:5432"],
    [{ connect() {}, end() {}, options: { connectionString: "postgres:///app?host=/run" } }, "PostgreSQL, app"],
    [{ connect() {}, end() {}, options: { connectionString: "postgres:///" } }, "PostgreSQL, a pool"],
    [
      { getConnection() {}, end() {}, config: { connectionConfig: { host: "db", database: "app" } } },
      "MySQL, app at db",
    ],
    [{ getConnection() {}, end() {}, pool: { config: { connectionConfig: { database: "app" } } } }, "MySQL, app"],
    [{ dialect: {}, type: "sqlite" }, "sqlite, through a Kysely dialect"],
    [{ db: {}, type: "postgres" }, "postgres, through a Kysely instance"],
    [{ createDriver() {} }, "through a Kysely dialect"],
    [() => ({ id: "kysely" }), "through kyselyAdapter"],
  ])("%#: %s", (database, words) => {
    expect(name(database)).toBe(words);
  });

  it("by its kind alone when it is none at all", () => {
    expect(describeDatabase("postgres://ada:pa55word@db/app" as never, "/home/app")).toBe("a string");
  });

  it("without its user and password", () => {
    const connectionString = "postgres://ada:pa55word@db:5432/app?sslmode=require";
    const words = name({ connect() {}, end() {}, options: { connectionString } });
    expect(words).toBe("PostgreSQL, app at db:5432");
  });
});

describe("a database is closed", () => {
  it.each(["close", "end", "destroy"])("by its method %s", async (method) => {
    const close = vi.fn();
    await closeDatabase({ [method]: close } as never);
    expect(close).toHaveBeenCalledOnce();
  });

  it("behind a Kysely instance", async () => {
    const destroy = vi.fn();
    await closeDatabase({ db: { destroy }, type: "sqlite" } as never);
    expect(destroy).toHaveBeenCalledOnce();
  });

  it("without waiting for ever", async () => {
    const start = performance.now();
    await closeDatabase({ end: () => new Promise((resolve) => setTimeout(resolve, 20_000).unref()) } as never);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("as far as that goes", async () => {
    await closeDatabase(undefined);
    await closeDatabase(vi.fn() as never);
    await closeDatabase({ dialect: {} } as never);
    await closeDatabase("postgres://ada:pa55word@db/app" as never);
    await closeDatabase({ db: null, type: "sqlite" } as never);
    const close = vi.fn(() => {
      throw new Error("closed already");
    });
    await closeDatabase({ close } as never);
    expect(close).toHaveBeenCalledOnce();
  });
});
