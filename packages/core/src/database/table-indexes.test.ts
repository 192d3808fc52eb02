import { describe, expect, it } from "vitest";
import { compileNames } from "./names";
import { getAuthTables } from "./resolve-schema";
import { indexName, wantedIndexes } from "./table-indexes";

describe("the name of an index", () => {
  it("tells the table, the columns and the kind", () => {
    expect(indexName("session", ["userId"], false)).toBe("session_userId_idx");
    expect(indexName("member", ["organizationId", "userId"], true)).toBe("member_organizationId_userId_uidx");
  });

  it("is no longer than databases take, the same each time, and differs where the long names differ", () => {
    const long = "a_table_with_a_name_that_goes_on_and_on_for_ever_and_a_day";
    const name = indexName(long, ["first"], false);
    expect(name.length).toBeLessThanOrEqual(63);
    expect(name).toMatch(/_idx$/);
    expect(indexName(long, ["first"], false)).toBe(name);
    expect(indexName(long, ["other"], false)).not.toBe(name);
  });
});

describe("the indexes of a table", () => {
  const indexesOf = (plugin: Parameters<typeof getAuthTables>[0]["plugins"]) =>
    wantedIndexes(compileNames(getAuthTables({ plugins: plugin })).model("thing"));

  it("are one for each unique or indexed column, and those that are listed", () => {
    const fields = {
      slug: { type: "string", unique: true, index: true },
      kind: { type: "string", index: true, fieldName: "kind_name" },
      note: { type: "string" },
    } as const;
    expect(
      indexesOf([
        { id: "x", schema: { thing: { fields, indexes: [{ fields: ["kind", "note"], unique: true, name: "mine" }] } } },
      ]),
    ).toEqual([
      { table: "thing", name: "thing_slug_uidx", columns: ["slug"], unique: true },
      { table: "thing", name: "thing_kind_name_idx", columns: ["kind_name"], unique: false },
      { table: "thing", name: "mine", columns: ["kind_name", "note"], unique: true },
    ]);
  });

  it("have fields that there are", () => {
    const listed = (fields: string[]) => () =>
      indexesOf([{ id: "x", schema: { thing: { fields: { a: { type: "string" } }, indexes: [{ fields }] } } }]);
    expect(listed([])).toThrow("has 0 fields");
    expect(listed(["nope"])).toThrow("Field nope not found in model thing");
  });
});
