import { expect } from "vitest";
import type { DBAdapter, Row, WhereOperator } from "../types";
import { userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** Names of no field and no model. */
const NAMES = [
  'name" = "name',
  "name; drop table item; --",
  "name = name or 1",
  'name", * from "user',
  "name`",
  "name]",
  "$where",
  "$ne",
  "name.$ne",
  "meta.deep",
  "meta->>'deep'",
  "*",
  "1",
  "",
  " name",
  "name\0",
  "(select 1)",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
] as const;

/** The part of the suite about names and words that want to be more than they are. */
export function describeHostileNames(suite: Suite): void {
  const { describe, it } = suite;

  describe("hostile names", () => {
    const db = useDatabase(suite);
    const { item, names } = db;
    const everyRow = async () => ({
      items: await db.adapter.findMany({ model: "item", sortBy: { field: "name", direction: "asc" } }),
      users: await db.adapter.findMany({ model: "user" }),
    });
    let before: Awaited<ReturnType<typeof everyRow>>;
    suite.beforeEach(async () => {
      const { id } = await db.adapter.create({ model: "user", data: userRow("bystander") });
      for (const name of ["a", "b"]) await item({ name, size: 1, code: name, ownerId: id, meta: { deep: "x" } });
      before = await everyRow();
    });

    /** Every call that takes the name has to be refused, and to change nothing. */
    async function refuses(calls: (adapter: DBAdapter, name: string) => Record<string, () => Promise<unknown>>) {
      for (const name of NAMES) {
        for (const [what, call] of Object.entries(calls(db.adapter, name))) {
          const error = await call().then(
            () => "nothing thrown",
            (thrown: unknown) => thrown,
          );
          expect([name, what, error]).toEqual([name, what, expect.objectContaining({ name: "BetterAuthError" })]);
        }
      }
      expect(await everyRow()).toEqual(before);
    }

    it("of fields are refused in clauses", async () => {
      await refuses((adapter, field) => {
        const call = { model: "item", where: [{ field, value: "x" }] };
        return {
          findOne: () => adapter.findOne(call),
          findMany: () => adapter.findMany(call),
          count: () => adapter.count(call),
          update: () => adapter.update({ ...call, update: { size: 2 } }),
          updateMany: () => adapter.updateMany({ ...call, update: { size: 2 } }),
          delete: () => adapter.delete(call),
          deleteMany: () => adapter.deleteMany(call),
          consumeOne: () => adapter.consumeOne(call),
          incrementOne: () => adapter.incrementOne({ ...call, increment: { size: 1 } }),
        };
      });
    });

    it("of fields are refused where rows are sorted, selected and counted", async () => {
      await refuses((adapter, field) => ({
        sortBy: () => adapter.findMany({ model: "item", sortBy: { field, direction: "asc" } }),
        "select of many": () => adapter.findMany({ model: "item", select: [field] }),
        "select of one": () => adapter.findOne({ model: "item", where: [], select: [field] }),
        increment: () =>
          adapter.incrementOne({
            model: "item",
            where: [{ field: "name", value: "a" }],
            increment: Object.fromEntries([[field, 1]]),
          }),
      }));
    });

    it("of models are refused everywhere", async () => {
      await refuses((adapter, model) => ({
        create: () => adapter.create({ model, data: { name: "x" } }),
        findOne: () => adapter.findOne({ model, where: [] }),
        findMany: () => adapter.findMany({ model }),
        count: () => adapter.count({ model }),
        update: () => adapter.update({ model, where: [{ field: "id", value: "x" }], update: { name: "x" } }),
        updateMany: () => adapter.updateMany({ model, where: [], update: { name: "x" } }),
        delete: () => adapter.delete({ model, where: [] }),
        deleteMany: () => adapter.deleteMany({ model, where: [] }),
        consumeOne: () => adapter.consumeOne({ model, where: [] }),
        incrementOne: () => adapter.incrementOne({ model, where: [], increment: { size: 1 } }),
        join: () => adapter.findMany({ model: "user", join: Object.fromEntries([[model, true]]) }),
      }));
    });

    it("of fields are left out of what is written", async () => {
      for (const name of NAMES) {
        const row = await item(
          Object.fromEntries([
            ["name", "zz"],
            [name, "x"],
          ]),
        );
        expect(Object.keys(row).sort()).toEqual(Object.keys(before.items[0] as Row).sort());
        const where = [{ field: "id", value: row.id as string }];
        await db.adapter.update({
          model: "item",
          where,
          update: Object.fromEntries([
            ["size", 5],
            [name, "x"],
          ]),
        });
        expect(await db.adapter.consumeOne({ model: "item", where })).toEqual({
          ...row,
          size: 5,
          touchedAt: new Date(5000),
        });
      }
      expect(await everyRow()).toEqual(before);
    });

    it("of operators, connectors, modes and directions execute nothing", async () => {
      const words = ["= 1 or 1 =", "$ne", "like '%' --", "or 1=1", "asc; drop table item", "__proto__", "toString"];
      for (const word of words) {
        const unknown = [{ field: "name", value: "nobody", operator: word as WhereOperator }];
        expect([word, await names(unknown).catch(() => [])]).toEqual([word, []]);
        const connector = { connector: word as "AND" };
        const both = [
          { field: "name", value: "a", ...connector },
          { field: "size", value: 2, ...connector },
        ];
        expect([word, await names(both).catch(() => [])]).toEqual([word, []]);
        const mode = word as "sensitive";
        expect([word, await names([{ field: "name", value: "A", mode }]).catch(() => [])]).toEqual([word, []]);
        const direction = word as "asc";
        const sorted = await names([], { sortBy: { field: "name", direction } }).catch(() => ["a", "b"]);
        expect([word, sorted]).toEqual([word, ["a", "b"]]);
        for (const more of [{ limit: word as unknown as number }, { offset: word as unknown as number }])
          await names([], more).catch(() => []);
      }
      expect(await everyRow()).toEqual(before);
    });
  });
}
