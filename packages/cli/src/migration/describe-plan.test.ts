import { describe, expect, it } from "vitest";
import { describePlan, isEmpty, type Plan, summarize } from "./describe-plan";

const plain = (text: string) => text;
const paint = { added: plain, bold: plain, quiet: plain, warning: plain, error: plain };
const nothing: Plan = { toBeCreated: [], toBeAdded: [], toBeAddedIndexes: [] };
const table = (name: string, ...fields: string[]) => ({
  model: name,
  table: name,
  order: 1,
  fields: Object.fromEntries(fields.map((field) => [field, { type: "string" as const }])),
});
const index = (name: string) => ({ table: "user", name, columns: ["a", "b"], unique: true });

describe("a plan", () => {
  it("is empty when nothing would change", () => {
    expect(isEmpty(nothing)).toBe(true);
    expect(isEmpty({ ...nothing, toBeCreated: [table("user")] })).toBe(false);
    expect(isEmpty({ ...nothing, toBeAdded: [table("user", "a")] })).toBe(false);
    expect(isEmpty({ ...nothing, toBeAddedIndexes: [index("i")] })).toBe(false);
  });

  it("is summed up by what it adds", () => {
    expect(summarize(nothing)).toBe("nothing");
    expect(summarize({ ...nothing, toBeAdded: [table("user", "a")] })).toBe("1 column");
    expect(summarize({ ...nothing, toBeCreated: [table("a"), table("b")], toBeAddedIndexes: [index("i")] })).toBe(
      "2 tables and 1 index",
    );
    expect(
      summarize({
        toBeCreated: [table("a")],
        toBeAdded: [table("b", "x", "y")],
        toBeAddedIndexes: [index("i"), index("j")],
      }),
    ).toBe("1 table, 2 columns and 2 indexes");
  });

  it("shows columns under their names in the database, and indexes with what they are over", () => {
    const user = { ...table("user"), fields: { nickname: { type: "string" as const, fieldName: "nick_name" } } };
    expect(describePlan({ ...nothing, toBeAdded: [user], toBeAddedIndexes: [index("user_idx")] }, paint)).toEqual([
      "",
      "Columns to add",
      "  + user  nick_name",
      "",
      "Indexes to add",
      "  + user_idx  unique, on user (a, b)",
      "",
      "Nothing is dropped or changed.",
    ]);
  });

  it("keeps lines short, and columns under one another", () => {
    const fields = Array.from({ length: 20 }, (_, number) => `a_column_${number}`);
    const text = describePlan({ ...nothing, toBeCreated: [table("user", ...fields)] }, paint).join("\n");
    const lines = text.split("\n").filter((line) => line.includes("a_column"));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    expect(lines[1]).toMatch(/^ {10}a_column/);
    for (const field of fields) expect(text).toContain(field);
  });
});
