import { expect } from "vitest";
import type { Where, WhereOperator, WhereValue } from "../types";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The part of the suite about comparisons that do not heed letter case. */
export function describeInsensitive(suite: Suite): void {
  suite.describe("comparisons without letter case", () => {
    const db = useDatabase(suite);
    const asked = (operator: WhereOperator, value: WhereValue): Where[] => [
      { field: "name", operator, value, mode: "insensitive" },
    ];

    const cases: readonly [WhereOperator, WhereValue, readonly string[]][] = [
      ["eq", "aNN", ["Ann", "ann"]],
      ["eq", "an", []],
      ["ne", "ANN", ["100%_!\\x", "Bob"]],
      ["in", ["ANN", "bob", "none"], ["Ann", "Bob", "ann"]],
      ["in", [], []],
      ["not_in", ["ann"], ["100%_!\\x", "Bob"]],
      ["not_in", [], ["100%_!\\x", "Ann", "Bob", "ann"]],
      ["contains", "N", ["Ann", "ann"]],
      ["contains", "%_", ["100%_!\\x"]],
      ["contains", "A_N", []],
      ["starts_with", "BO", ["Bob"]],
      ["ends_with", "\\X", ["100%_!\\x"]],
      ["ends_with", "Bo", []],
    ];
    for (const [operator, value, expected] of cases) {
      suite.it(`${operator} ${JSON.stringify(value)}`, async () => {
        for (const name of ["Ann", "ann", "Bob", "100%_!\\x"]) await db.item({ name });
        expect(await db.names(asked(operator, value))).toEqual(expected);
      });
    }

    suite.it("keeps null apart", async () => {
      for (const [name, secret] of [
        ["none", null],
        ["some", "X"],
      ] as const)
        await db.item({ name, secret });
      const names = (operator: WhereOperator, value: WhereValue) =>
        db.names([{ field: "secret", operator, value, mode: "insensitive" }]);
      expect(await names("eq", null)).toEqual(["none"]);
      expect(await names("ne", null)).toEqual(["some"]);
      expect(await names("ne", "y")).toEqual(["some"]);
      expect(await names("contains", "x")).toEqual(["some"]);
    });

    suite.it("heeds everything but letter case: accents, widths, spaces at the end", async () => {
      for (const name of ["renée", "wide ", "ſ"]) await db.item({ name });
      for (const other of ["renee", "RENEE", "wide", "ｗide ", "wide  ", "s", "S"]) {
        expect([other, await db.names(asked("eq", other))]).toEqual([other, []]);
        expect([other, await db.names(asked("in", [other]))]).toEqual([other, []]);
        const others = await db.names(asked("ne", other));
        expect([other, others]).toEqual([other, ["renée", "wide ", "ſ"]]);
      }
    });

    suite.it("finds text beyond ASCII at least in its own case", async () => {
      const texts = ["ÄPFEL", "straße", "İstanbul", "ΣΊΣΥΦΟΣ", "ЁЖ", "🦊"];
      for (const name of texts) await db.item({ name });
      for (const text of texts) {
        expect(await db.names(asked("eq", text))).toEqual([text]);
        expect(await db.names(asked("in", [text]))).toEqual([text]);
        expect(await db.names(asked("contains", [...text].slice(0, 2).join("")))).toContain(text);
      }
    });

    suite.it("of what is no text is the plain comparison", async () => {
      await db.item({ name: "a", size: 1, on: true });
      for (const [field, value] of [
        ["size", 1],
        ["on", true],
      ] as const)
        expect(await db.names([{ field, value, mode: "insensitive" }])).toEqual(["a"]);
    });

    suite.it("is used by changes and deletions too", async () => {
      for (const name of ["Ann", "ANN", "Bob"]) await db.item({ name });
      expect(await db.adapter.updateMany({ model: "item", where: asked("eq", "ann"), update: { size: 1 } })).toBe(2);
      expect(await db.adapter.deleteMany({ model: "item", where: asked("starts_with", "an") })).toBe(2);
      expect(await db.names([])).toEqual(["Bob"]);
    });
  });
}
