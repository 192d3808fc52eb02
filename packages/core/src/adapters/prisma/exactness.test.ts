import { afterEach, describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import { mysqlUrl } from "../../test-support/mysql";
import { openPrisma, type PrismaDatabase, type TestProvider } from "../../test-support/prisma/databases";
import { RACE } from "../../test-support/races";
import type { Row, Where } from "../../types";
import { prismaAdapter } from "./prisma-adapter";

let database: PrismaDatabase | undefined;
afterEach(() => database?.close());

async function open(provider: TestProvider, names: readonly string[]) {
  database = await openPrisma(provider, everythingOptions);
  const { adapter, statements } = database;
  for (const name of names) await adapter.create({ model: "item", data: { name, size: 1 } });
  statements.length = 0;
  const found = async (where: Where[], more: { limit?: number; offset?: number } = {}) =>
    (await adapter.findMany<Row>({ model: "item", where, ...more })).map(({ name }) => name).sort();
  return { adapter, statements, found };
}

describe.skipIf(mysqlUrl === undefined)("text on MySQL, whose collation takes texts for equal that are not", () => {
  const names = ["Bob", "bob", "BOB", "bób", "bob "];
  const isBob: Where[] = [{ field: "name", value: "bob" }];

  it("is found by its bytes, also where others would fill the page", async () => {
    const { adapter, found } = await open("mysql", names);
    expect(await found(isBob)).toEqual(["bob"]);
    expect(await found(isBob, { limit: 1 })).toEqual(["bob"]);
    expect(await found(isBob, { limit: 1, offset: 1 })).toEqual([]);
    expect(await adapter.findOne({ model: "item", where: isBob, select: ["size"] })).toEqual({ size: 1 });
    expect(await found([{ field: "name", value: ["bob ", "BOB"], operator: "in" }])).toEqual(["BOB", "bob "]);
    expect(await found([{ field: "name", value: "bob", operator: "ne" }])).toEqual(["BOB", "Bob", "bob ", "bób"]);
    expect(await found([{ field: "name", value: ["bob", "Bob"], operator: "not_in" }])).toEqual(["BOB", "bob ", "bób"]);
    expect(
      await found(isBob.concat({ field: "name", value: "BOB" }).map((one) => ({ ...one, connector: "OR" }))),
    ).toEqual(["BOB", "bob"]);
  });

  it("is counted, changed, deleted, taken and counted up by its bytes", async () => {
    const { adapter, found } = await open("mysql", names);
    expect(await adapter.count({ model: "item", where: isBob })).toBe(1);
    expect(await adapter.update({ model: "item", where: isBob, update: { size: 2 } })).toMatchObject({
      name: "bob",
      size: 2,
    });
    expect(await adapter.updateMany({ model: "item", where: isBob, update: { size: 3 } })).toBe(1);
    expect(await adapter.incrementOne({ model: "item", where: isBob, increment: { size: 1 } })).toMatchObject({
      size: 4,
    });
    expect(await adapter.consumeOne({ model: "item", where: isBob })).toMatchObject({ name: "bob", size: 4 });
    expect(await adapter.consumeOne({ model: "item", where: isBob })).toBeNull();
    expect(await adapter.consumeMany?.({ model: "item", where: isBob })).toEqual([]);
    expect(await adapter.deleteMany({ model: "item", where: isBob })).toBe(0);
    expect(await found([{ field: "size", value: 1 }])).toEqual(["BOB", "Bob", "bob ", "bób"]);
  });

  it("is counted as changed when it is what it was before", async () => {
    const { adapter } = await open("mysql", ["bob"]);
    expect(await adapter.updateMany({ model: "item", where: isBob, update: { size: 1, touchedAt: null } })).toBe(1);
    expect(await adapter.update({ model: "item", where: isBob, update: { size: 1 } })).toMatchObject({ size: 1 });
  });

  it("costs nothing where a read gives what was asked for", async () => {
    const { found, statements } = await open("mysql", ["bob", "Eve"]);
    expect(await found(isBob)).toEqual(["bob"]);
    expect(statements).toHaveLength(1);
  });
});

/** Where equality with a text is asked in a near form. */
const nearOnes: readonly [TestProvider, Partial<Where>, boolean][] = [
  ["mysql", {}, mysqlUrl !== undefined],
  ["sqlite", { mode: "insensitive" }, true],
];

for (const [provider, mode, isPresent] of nearOnes) {
  describe.skipIf(!isPresent)(`"not this text" on ${provider}`, () => {
    it("is asked by the write: of parallel callers who make it this text one wins", RACE, async () => {
      const { adapter } = await open(provider, ["free"]);
      const where: Where[] = [
        { field: "size", value: 0, operator: "gt" },
        { field: "name", value: "used", operator: "ne", ...mode },
      ];
      const use = () => adapter.incrementOne({ model: "item", where, increment: { size: 1 }, set: { name: "used" } });
      const won = await Promise.all(Array.from({ length: 10 }, use));
      expect(won.filter((row) => row !== null)).toMatchObject([{ name: "used", size: 2 }]);
    });

    it("is no text at all where the database has no such text", async () => {
      const { adapter } = await open(provider, ["a"]);
      const where: Where[] = [{ field: "name", value: ["a\0"], operator: "not_in", ...mode }];
      expect(await adapter.updateMany({ model: "item", where, update: { size: 2 } })).toBe(1);
    });
  });
}

describe.skipIf(mysqlUrl === undefined)("a row that changes between the read and the write", () => {
  it("is seen as it is then by the next attempt", async () => {
    database = await openPrisma("mysql", everythingOptions);
    const { client, adapter } = database;
    const [bob] = await Promise.all(["bob", "Eve"].map((name) => adapter.create({ model: "item", data: { name } })));
    let isFirst = true;
    const extended = client.$extends({
      query: {
        item: {
          async deleteMany({ args, query }: { args: unknown; query: (args: unknown) => unknown }) {
            if (isFirst) {
              isFirst = false;
              await adapter.deleteMany({ model: "item", where: [{ field: "name", value: "Eve" }] });
              const where = [{ field: "id", value: bob?.id as string }];
              await adapter.update({ model: "item", where, update: { name: "Bob" } });
            }
            return query(args);
          },
        },
      },
    });
    const own = prismaAdapter(extended, { provider: "mysql" })(everythingOptions);
    const where: Where[] = [{ field: "name", value: "bob", operator: "ne" }];
    expect(await own.consumeOne({ model: "item", where })).toMatchObject({ id: bob?.id, name: "Bob" });
  });
});

describe("patterns on SQLite, where nothing escapes a wildcard", () => {
  it("are what they say, of any length", async () => {
    const long = `${"x".repeat(60)}_y`;
    const { adapter, found, statements } = await open("sqlite", [
      "a_b",
      "aXb",
      "100%",
      "100!",
      long,
      long.replace("_", "-"),
    ]);
    expect(await found([{ field: "name", value: "a_", operator: "starts_with" }])).toEqual(["a_b"]);
    expect(await found([{ field: "name", value: "_B", operator: "ends_with", mode: "insensitive" }])).toEqual(["a_b"]);
    expect(await found([{ field: "name", value: "0%", operator: "contains" }], { limit: 1 })).toEqual(["100%"]);
    expect(await found([{ field: "name", value: long, operator: "contains" }])).toEqual([long]);
    expect(await found([{ field: "name", value: long.toUpperCase(), mode: "insensitive" }])).toEqual([long]);
    expect(
      await adapter.deleteMany({ model: "item", where: [{ field: "name", value: "0%", operator: "contains" }] }),
    ).toBe(1);
    statements.length = 0;
    expect(await found([{ field: "name", value: "a", operator: "contains" }])).toEqual(["aXb", "a_b"]);
    expect(statements).toHaveLength(1);
  });
});
