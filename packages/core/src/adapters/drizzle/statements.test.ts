import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { createStatements } from "../../test-support/drizzle/databases";
import { evaluateSchema } from "../../test-support/drizzle/evaluate";
import type { DBAdapter, Row } from "../../types";
import { drizzleAdapter } from "./drizzle-adapter";
import { generateDrizzleSchema } from "./schema/generate";

describe("the statements of the Drizzle adapter", () => {
  const statements: string[] = [];
  let adapter: DBAdapter;
  beforeEach(async () => {
    const client = new Database(":memory:");
    const schema = evaluateSchema(generateDrizzleSchema(everythingOptions, { provider: "sqlite" }));
    for (const statement of await createStatements("sqlite", schema)) client.exec(statement);
    const logger = { logQuery: (statement: string) => void statements.push(statement) };
    adapter = drizzleAdapter(drizzle({ client, schema, logger }), { provider: "sqlite" })(everythingOptions);
    for (const name of ["a", "b", "c"]) {
      const { id } = await adapter.create<Row>({ model: "user", data: userRow(name) });
      for (const n of [1, 2]) await adapter.create({ model: "session", data: sessionRow(`${name}${n}`, id) });
    }
    statements.length = 0;
  });

  it("read a session with its user in one", async () => {
    const where = [{ field: "token", value: "b1" }];
    const session = await adapter.findOne<Row>({ model: "session", where, join: { user: true } });
    expect(session?.user).toMatchObject({ name: "b" });
    expect(statements).toHaveLength(1);
  });

  it("read the lists of all rows in one more", async () => {
    const users = await adapter.findMany<Row>({ model: "user", join: { session: { limit: 1 }, badge: true } });
    expect(users.map(({ session }) => (session as Row[]).length)).toEqual([1, 1, 1]);
    expect(statements).toHaveLength(2);
  });

  it("consume, count and create if absent in one each", async () => {
    const where = [{ field: "name", value: "a" }];
    await adapter.createIfAbsent?.({ model: "item", data: { name: "a", code: "c" }, uniqueField: "code" });
    await adapter.incrementOne({ model: "item", where, increment: { size: 1 } });
    await adapter.consumeOne({ model: "item", where });
    await adapter.consumeMany?.({ model: "item", where });
    expect(statements.map((statement) => statement.split(" ")[0])).toEqual(["insert", "update", "delete", "delete"]);
  });
});

it("the adapter generates its own schema for the command line", async () => {
  const config = { provider: "pg", schema: { some: "tables" }, usePlural: true } as const;
  const adapter = drizzleAdapter(drizzle({ client: new Database(":memory:") }), config)(everythingOptions);
  const code = generateDrizzleSchema(everythingOptions, config);
  expect(await adapter.createSchema?.(everythingOptions)).toEqual({ code, path: "./auth-schema.ts", overwrite: true });
  expect(await adapter.createSchema?.(everythingOptions, "src/auth.ts")).toMatchObject({ path: "src/auth.ts" });
});
