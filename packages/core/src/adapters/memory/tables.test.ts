import { describe, expect, it } from "vitest";
import { userRow } from "../../adapter-suite/schema";
import type { Row } from "../../types";
import { type MemoryDB, memoryAdapter } from "./memory-adapter";

describe("rows in memory", () => {
  it("stand in the caller's own arrays, under physical names", async () => {
    const db: MemoryDB = { people: [] };
    const { people } = db;
    const adapter = memoryAdapter(db)({ user: { modelName: "people", fields: { name: "full_name" } } });
    await adapter.create({ model: "user", data: userRow("a") });
    expect(people).toMatchObject([{ full_name: "a", image: null }]);
    await expect(
      adapter.transaction(async (trx) => {
        await trx.deleteMany({ model: "user", where: [] });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(people).toHaveLength(1);
    expect(db.people).toBe(people);
  });

  it("cannot be changed from outside", async () => {
    const adapter = memoryAdapter({})({ user: { additionalFields: { meta: { type: "json", required: false } } } });
    const meta = { list: [1] };
    const created = await adapter.create({ model: "user", data: userRow("a", { meta }) });
    meta.list.push(2);
    (created as Row).name = "changed";
    expect(await adapter.findOne({ model: "user", where: [] })).toMatchObject({ name: "a", meta: { list: [1] } });
  });

  it("let go of references as the schema says", async () => {
    const onDelete = "set null" as const;
    const adapter = memoryAdapter({})({
      plugins: [
        {
          id: "x",
          schema: {
            note: {
              fields: {
                authorId: { type: "string", required: false, references: { model: "user", field: "id", onDelete } },
              },
            },
          },
        },
      ],
    });
    const user = await adapter.create({ model: "user", data: userRow("a") });
    await adapter.create({ model: "note", data: { authorId: user.id } });
    await adapter.consumeOne({ model: "user", where: [] });
    expect(await adapter.findMany({ model: "note" })).toMatchObject([{ authorId: null }]);
  });

  it("are unique over several columns when an index says so, and where nothing is missing", async () => {
    const fields = { a: { type: "string", required: false }, b: { type: "date", required: false } } as const;
    const adapter = memoryAdapter({})({
      plugins: [{ id: "x", schema: { pair: { fields, indexes: [{ fields: ["a", "b"], unique: true }] } } }],
    });
    const add = (a: string | null, b: number) => adapter.create({ model: "pair", data: { a, b: new Date(b) } });
    await add("x", 1);
    await add("x", 2);
    await add(null, 1);
    await add(null, 1);
    await expect(add("x", 1)).rejects.toThrow("UNIQUE constraint failed: pair.a, pair.b");
    await expect(
      adapter.updateMany({ model: "pair", where: [{ field: "b", value: new Date(2) }], update: { b: new Date(1) } }),
    ).rejects.toThrow("UNIQUE");
  });

  it("find nothing that differs from a list with null in it, as in SQL", async () => {
    const fields = { a: { type: "string", required: false } } as const;
    const adapter = memoryAdapter({})({ plugins: [{ id: "x", schema: { single: { fields } } }] });
    await adapter.create({ model: "single", data: { a: "x" } });
    const count = (operator: "in" | "not_in", value: (string | null)[]) =>
      adapter.count({ model: "single", where: [{ field: "a", operator, value: value as string[] }] });
    expect(await count("in", ["x", null])).toBe(1);
    expect(await count("not_in", ["y", null])).toBe(0);
    expect(await count("not_in", ["y"])).toBe(1);
  });
});
