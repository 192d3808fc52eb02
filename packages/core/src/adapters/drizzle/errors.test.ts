import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { type DrizzleAdapterConfig, drizzleAdapter } from "./drizzle-adapter";

const open = (schema: Record<string, unknown> | undefined, more: Partial<DrizzleAdapterConfig> = {}) =>
  drizzleAdapter(drizzle({ client: new Database(":memory:") }), { provider: "sqlite", schema, ...more });

describe("a schema that does not fit", () => {
  it.each([
    ["no schema", undefined],
    ["an empty schema", {}],
  ])("%s: refused by the first call that needs a table, with the ways to pass them", async (_, schema) => {
    const adapter = open(schema)({});
    await expect(adapter.findMany({ model: "user" })).rejects.toThrow("expected tables, got none. Pass them");
    await expect(
      adapter.createIfAbsent?.({ model: "user", data: { email: "a@example.com" }, uniqueField: "email" }),
    ).rejects.toThrow("expected tables, got none. Pass them");
    expect((await adapter.createSchema?.({}))?.code).toContain("export const user = sqliteTable(");
  });

  it("lacks a table: the error says which, what is there, and the mend", async () => {
    const adapter = open({ session: sqliteTable("session", { id: text() }) })({});
    await expect(adapter.findMany({ model: "user" })).rejects.toThrow(
      'the schema has no table "user" for model user; it has session. Run `npx @better-auth/cli generate`',
    );
  });

  it("lacks a column: the error says which, what is there, and the mend", async () => {
    const adapter = open({ user: sqliteTable("user", { id: text(), name: text(), flag: integer() }) })({});
    await expect(adapter.findMany({ model: "user" })).rejects.toThrow(
      'table "user" has no column "email" for field email of model user; it has id, name, flag. Run `npx @better-auth/cli generate`',
    );
  });

  it("is for no provider that there is", () => {
    expect(() => open({}, { provider: "postgres" as "pg" })).toThrow(
      'provider: expected "pg", "mysql" or "sqlite", got "postgres"',
    );
  });
});
