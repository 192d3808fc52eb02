import { describe, expect, it } from "vitest";
import type { Row } from "../../types";
import { make, recording } from "./fixtures/recording-adapter";

describe("consumeOne without a statement of the database's own", () => {
  const row = { id: "1", label: "x", count: 1, junk: 2 };

  it("deletes under the condition that nothing has changed", async () => {
    const { custom, last } = recording({ findOne: () => row });
    const taken = await make(custom).consumeOne({ model: "thing", where: [{ field: "label", value: "x" }] });
    expect(taken).toMatchObject({ id: "1", count: 1 });
    const where = (last().where as Row[]).map(({ field, value }) => [field, value]);
    expect(where).toEqual([
      ["label", "x"],
      ["label", "x"],
      ["count", 1],
      ["id", "1"],
    ]);
  });

  it("gives null when somebody was faster, and does not believe any other count", async () => {
    expect(
      await make(recording({ findOne: () => row, deleteMany: 0 }).custom).consumeOne({ model: "thing", where: [] }),
    ).toBeNull();
    const odd = make(recording({ findOne: () => row, deleteMany: 2 }).custom).consumeOne({ model: "thing", where: [] });
    await expect(odd).rejects.toThrow(
      'Adapter "test" must return an affected row count of 0 or 1 from an atomic fallback.',
    );
  });

  it("is the database's own where it has one", async () => {
    const { custom, calls } = recording({ consumeOne: () => row });
    expect(await make(custom).consumeOne({ model: "thing", where: [] })).toMatchObject({ id: "1" });
    expect(calls.map(([method]) => method)).toEqual(["consumeOne"]);
  });
});
