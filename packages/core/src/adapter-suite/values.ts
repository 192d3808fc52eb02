import { expect } from "vitest";
import type { Row } from "../types";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** Text that databases and drivers get wrong. */
export const hardTexts: readonly string[] = [
  "",
  " ",
  "  spaces around  ",
  "line\nbreak\r\n\ttab",
  "'single' \"double\" `back`",
  "back\\slash \\' \\\\ \\n \\0 \\x00",
  "% _ !% !_ !! [a-z] * ? ^ $",
  "🦊 👩‍👩‍👧 𝒳",
  "é e\u0301 ﬁ İ ı ß",
  "العربية עברית 日本語",
  "\u200b\ufeff\u202e",
  "null",
  "NULL",
  "true",
  "0",
  "1e3",
  "2024-01-01T00:00:00.000Z",
  '{"a":1}',
  "$1 :name ?1 @p1 #{x} {{x}}",
  "x".repeat(10_000),
];

const DATES = [
  "0001-01-01T00:00:00.000Z",
  "1900-01-01T00:00:00.001Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:01.000Z",
  "2024-02-29T12:34:56.789Z",
  "2024-03-31T01:30:00.100Z",
  "2024-10-27T00:30:00.010Z",
  "2037-12-31T23:59:59.999Z",
  "2106-02-07T06:28:16.000Z",
  "9999-12-31T23:59:59.999Z",
];

const YEARS_1_TO_9999 = { from: new Date("0001-01-01T00:00:00.000Z"), to: new Date("9999-12-31T23:59:59.999Z") };

/** What a write gave, or nothing when it was refused. */
async function unlessRefused<T>(write: Promise<T>): Promise<T | undefined> {
  return write.catch(() => undefined);
}

/** The part of the suite about values that come back as they went in. */
export function describeValues(suite: Suite): void {
  const { describe, it } = suite;

  describe("values", () => {
    const db = useDatabase(suite);
    const { item } = db;
    const byName = (name: string) =>
      db.adapter.findOne<Row>({ model: "item", where: [{ field: "name", value: name }] });

    /** Writes a value into a column and reads it, by create and by update. */
    async function kept(field: string, value: unknown): Promise<readonly unknown[]> {
      const created = await item({ name: "created", [field]: value });
      const { id } = await item({ name: "updated" });
      const where = [{ field: "id", value: id as string }];
      const updated = await db.adapter.update<Row>({ model: "item", where, update: { [field]: value } });
      const read = [await byName("created"), await byName("updated")];
      await db.adapter.deleteMany({ model: "item", where: [] });
      return [created, updated, ...read].map((row) => row?.[field]);
    }
    const fourTimes = (value: unknown) => [value, value, value, value];

    it("of text are kept to the letter", async () => {
      for (const text of hardTexts) expect(await kept("secret", text)).toEqual(fourTimes(text));
    });

    it("of text are found by all of their letters", async () => {
      for (const text of hardTexts) await item({ name: text });
      for (const text of hardTexts) {
        expect(await db.names([{ field: "name", value: text }])).toEqual([text]);
        expect(await db.names([{ field: "name", value: [text], operator: "in" }])).toEqual([text]);
      }
    });

    it("of text with a character 0 are kept or refused, never cut", async () => {
      await item({ name: "a", secret: "untouched" });
      const row = await unlessRefused(item({ name: "cut", secret: "a\0b" }));
      if (row !== undefined) expect((await byName("cut"))?.secret).toBe("a\0b");
      else expect(await byName("cut")).toBeNull();
      const found = await db.adapter.findMany<Row>({ model: "item", where: [{ field: "name", value: "a\0b" }] });
      expect(found).toEqual([]);
    });

    it("of text with half a character are kept, repaired or refused", async () => {
      const text = "half \ud83e of it";
      const row = await unlessRefused(item({ name: "half", secret: text }));
      if (row !== undefined) expect([text, text.replace("\ud83e", "\ufffd")]).toContain((await byName("half"))?.secret);
      else expect(await byName("half")).toBeNull();
    });

    it("of numbers are kept, below zero and at the ends of 32 bits", async () => {
      for (const size of [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]) expect(await kept("size", size)).toEqual(fourTimes(size));
    });

    it("of large numbers are kept up to 2^53, and are numbers", async () => {
      for (const big of [0, -1, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
        expect(await kept("big", big)).toEqual(fourTimes(big));
      expect(await kept("big", 2n ** 40n)).toEqual(fourTimes(2 ** 40));
    });

    it("of numbers beyond 2^53 lose nothing but what a number cannot hold", async () => {
      const big = 2n ** 60n + 1n;
      const row = await unlessRefused(item({ name: "beyond", big }));
      const read = await byName("beyond");
      if (row === undefined) expect(read).toBeNull();
      else expect(Number(read?.big)).toBe(Number(big));
    });

    it("of booleans are booleans", async () => {
      for (const on of [true, false]) expect(await kept("on", on)).toEqual(fourTimes(on));
    });

    it("of dates are kept to the millisecond, or refused where the database has no such date", async () => {
      const { from, to } = suite.capabilities.dates ?? YEARS_1_TO_9999;
      for (const text of DATES) {
        const at = new Date(text);
        if (at >= from && at <= to) {
          expect(await kept("at", at)).toEqual(fourTimes(at));
          continue;
        }
        const row = await unlessRefused(item({ name: text, at }));
        if (row !== undefined) expect((await byName(text))?.at).toEqual(at);
        else expect(await byName(text)).toBeNull();
      }
    });

    it("that are no date are refused where a date stands", async () => {
      const row = await unlessRefused(item({ name: "no date", at: new Date(Number.NaN) }));
      expect(row?.at ?? null).toBeNull();
    });

    it("of JSON are kept: nested, empty, in any script, and text that looks like something else", async () => {
      const values: readonly unknown[] = [
        {},
        [],
        { a: { b: [{ c: null }, [[]], { "": "" }] } },
        { "ключ 🦊": 'ä " \\ \n', "a.b": 1, $set: { $ne: null }, __v: 0 },
        [1, -2.5, 1e21, true, false, null, "x"],
        { deep: Array.from({ length: 30 }).reduce<unknown>((inner) => ({ inner }), "end") },
        "null",
        "",
        "true",
        "12",
        'it\'s "text"',
        0,
        false,
        12.5,
      ];
      for (const meta of values) expect(await kept("meta", meta)).toEqual(fourTimes(meta));
    });

    it("of lists are kept: empty, of one, with text that has separators", async () => {
      for (const tags of [[], [""], ["a,b", '"', "\\", "{x}", "null", "🦊", " "], ["x", "x"]])
        expect(await kept("tags", tags)).toEqual(fourTimes(tags));
      for (const sizes of [[], [0], [1, 2.5, -3]]) expect(await kept("sizes", sizes)).toEqual(fourTimes(sizes));
    });

    it("that are null are null, and nothing that looks like it", async () => {
      const fields = ["size", "big", "on", "at", "meta", "tags", "sizes", "level", "code", "secret", "plan", "ownerId"];
      for (const field of fields) expect([field, await kept(field, null)]).toEqual([field, fourTimes(null)]);
      for (const [field, value] of [
        ["secret", ""],
        ["size", 0],
        ["on", false],
        ["tags", []],
      ] as const) {
        expect(await kept(field, value)).toEqual(fourTimes(value));
      }
    });

    it("that were not given are null", async () => {
      const row = await item({ name: "bare" });
      const { id, ...rest } = (await byName("bare")) as Row;
      expect({ id, ...rest }).toEqual(row);
      expect(rest).toEqual({
        name: "bare",
        size: null,
        big: null,
        on: null,
        at: null,
        meta: null,
        tags: null,
        sizes: null,
        level: null,
        code: null,
        secret: null,
        plan: "free",
        touchedAt: null,
        ownerId: null,
      });
    });
  });
}
