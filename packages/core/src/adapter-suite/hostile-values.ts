import { expect } from "vitest";
import type { Row, Where, WhereValue } from "../types";
import { userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** Text that some language behind an adapter could take for more than text. */
export const payloads: readonly string[] = [
  "' or '1'='1",
  "'; drop table item; --",
  '" or ""="',
  "\\'; delete from item; #",
  "') or ('a'='a",
  "1; select pg_sleep(10)",
  "/* comment */ -- comment\n# comment",
  "x' union select id, name from user --",
  "`item`",
  "$1 $2 ? ?1 :name @name",
  "{{7*7}} <%= 7*7 %> #{7*7}",
  '{"$ne": null}',
  '{"$gt": ""}',
  "$where",
  "$[*] @> '{}' ->> 'a' #>> '{a,b}'",
  "; return true; //",
  "%' escape '!' or '1'='1",
  ".*|^$(a+)+$[",
  "__proto__",
  "' || (select 'x') || '",
  "\u02bc or 1=1 \uff07",
  `' or 1=1 -- ${"x".repeat(20_000)}`,
];

/** A short payload, for columns that have an index. */
const indexed = payloads.map((payload, i) => `${i}${payload.slice(0, 100)}`);

/** Whether a text is found by another one; no two of them differ in letter case alone. */
const FINDS = {
  eq: (text: string, asked: string) => text === asked,
  contains: (text: string, asked: string) => text.includes(asked),
  starts_with: (text: string, asked: string) => text.startsWith(asked),
  ends_with: (text: string, asked: string) => text.endsWith(asked),
} as const;
const OPERATORS = ["eq", "contains", "starts_with", "ends_with"] as const;

/** The part of the suite about values that want to be more than values. */
export function describeHostileValues(suite: Suite): void {
  const { describe, it } = suite;

  describe("hostile values", () => {
    const db = useDatabase(suite);
    const { item, names } = db;
    const everyRow = async () => {
      const sortBy = { field: "name", direction: "asc" as const };
      return {
        items: await db.adapter.findMany({ model: "item", sortBy }),
        users: await db.adapter.count({ model: "user" }),
      };
    };
    suite.beforeEach(async () => {
      await db.adapter.create({ model: "user", data: userRow("bystander") });
      await item({ name: "bystander", size: 1, on: true, at: new Date(1000), secret: "s", code: "c", tags: ["t"] });
    });

    it("are stored as text in every column of text", async () => {
      for (const [i, payload] of payloads.entries()) {
        const values = {
          name: `n${i}`,
          secret: payload,
          plan: payload,
          code: indexed[i],
          tags: [payload],
          meta: { [payload]: payload },
        };
        const row = await item(values);
        expect(row).toMatchObject({ ...values, meta: expect.anything() });
        // As a key of an object literal, "__proto__" would be something else.
        expect(JSON.stringify(row.meta)).toBe(JSON.stringify(values.meta));
      }
      expect(await db.adapter.count({ model: "item" })).toBe(payloads.length + 1);
    });

    it("are compared as text by every operator", async () => {
      for (const [i, payload] of payloads.entries()) await item({ name: `n${i}`, secret: payload });
      for (const [i, payload] of payloads.entries()) {
        for (const operator of OPERATORS) {
          for (const mode of ["sensitive", "insensitive"] as const) {
            const found = await names([{ field: "secret", operator, value: payload, mode }]);
            const expected = payloads.flatMap((other, j) => (FINDS[operator](other, payload) ? [`n${j}`] : []));
            expect([payload, operator, mode, found]).toEqual([payload, operator, mode, expected.sort()]);
          }
        }
        expect(await names([{ field: "secret", operator: "in", value: [payload] }])).toEqual([`n${i}`]);
        expect(await names([{ field: "secret", operator: "not_in", value: [payload] }])).toHaveLength(payloads.length);
        expect(await names([{ field: "secret", operator: "ne", value: payload }])).toHaveLength(payloads.length);
        await names([{ field: "secret", operator: "gt", value: payload }]);
      }
    });

    it("match nothing in columns that are no text, and break nothing", async () => {
      const before = await everyRow();
      for (const field of ["id", "ownerId", "size", "big", "on", "at", "level"]) {
        for (const value of [...payloads, "", "1 or 1=1", "0x1 or 1", "true or true"]) {
          const clauses: Where[] = [
            { field, value },
            { field, value: [value], operator: "in" },
          ];
          for (const where of clauses) expect([field, value, await names([where])]).toEqual([field, value, []]);
        }
        for (const value of payloads.slice(0, 3)) {
          const call = { model: "item", where: [{ field, value }] };
          expect(await db.adapter.updateMany({ ...call, update: { plan: "x" } })).toBe(0);
          expect(await db.adapter.consumeOne(call)).toBeNull();
          expect(await db.adapter.deleteMany(call)).toBe(0);
        }
      }
      expect(await everyRow()).toEqual(before);
    });

    it("that are objects or lists match nothing", async () => {
      const before = await everyRow();
      const values: readonly unknown[] = [
        { $ne: null },
        { $gt: "" },
        { not: null },
        { contains: "" },
        ["bystander"],
        [{ $ne: 1 }],
      ];
      for (const field of ["name", "id", "size", "on", "at", "code"]) {
        for (const value of values) {
          for (const where of [
            { field, value },
            { field, value: [value], operator: "in" as const },
          ]) {
            const clauses = [where as { field: string; value: WhereValue }];
            const found = await names(clauses).catch(() => []);
            expect([field, value, found]).toEqual([field, value, []]);
            expect(await db.adapter.consumeOne({ model: "item", where: clauses }).catch(() => null)).toBeNull();
          }
        }
      }
      expect(await everyRow()).toEqual(before);
    });

    it("that are undefined match nothing: a condition does not fall away", async () => {
      const before = await everyRow();
      const where = [{ field: "name", value: undefined as unknown as WhereValue }];
      expect(await names(where).catch(() => [])).toEqual([]);
      await db.adapter.deleteMany({ model: "item", where }).catch(() => 0);
      await db.adapter.updateMany({ model: "item", where, update: { plan: "x" } }).catch(() => 0);
      expect(await everyRow()).toEqual(before);
    });

    it("are set by updates and counts in the row that is meant", async () => {
      const { items } = await everyRow();
      const { id } = await item({ name: "target", size: 0 });
      const where = [{ field: "id", value: id as string }];
      for (const [i, payload] of payloads.entries()) {
        expect(await db.adapter.update<Row>({ model: "item", where, update: { secret: payload } })).toMatchObject({
          secret: payload,
        });
        const set = { plan: payload };
        expect(await db.adapter.incrementOne<Row>({ model: "item", where, increment: { size: 1 }, set })).toMatchObject(
          {
            size: i + 1,
            secret: payload,
            plan: payload,
          },
        );
      }
      expect(await names([{ field: "name", value: "bystander" }])).toHaveLength(1);
      expect((await everyRow()).items[0]).toEqual(items[0]);
    });

    it("delete and take no more than the row that has them", async () => {
      for (const [i, payload] of payloads.entries()) {
        const { id } = await item({ name: `n${i}`, secret: payload, code: indexed[i] });
        const where: Where[] = [{ field: "secret", value: payload }];
        if (i % 2 === 0) expect(await db.adapter.deleteMany({ model: "item", where })).toBe(1);
        else expect(await db.adapter.consumeOne<Row>({ model: "item", where })).toMatchObject({ id, secret: payload });
        expect(await names([])).toEqual(["bystander"]);
      }
    });

    it("in columns that are no text are refused, or kept as they are", async () => {
      const before = await everyRow();
      for (const field of ["size", "big", "on", "at", "ownerId"]) {
        for (const payload of payloads.slice(0, 12)) {
          const row = await item({ name: "zz", [field]: payload }).catch(() => null);
          if (row === null) continue;
          // Dates are read as JavaScript reads them: "1; select" is one of the year 2001.
          const kept = field === "at" && row.at instanceof Date ? new Date(payload) : payload;
          expect([field, row[field]]).toEqual([field, kept]);
          expect(
            await db.adapter.deleteMany({ model: "item", where: [{ field: "id", value: row.id as string }] }),
          ).toBe(1);
        }
      }
      expect(await everyRow()).toEqual(before);
    });
  });
}
