import { beforeEach, describe, expect, it } from "vitest";
import type { Row } from "../../types";
import { make, recording } from "./fixtures/recording-adapter";

describe("incrementOne without a statement of the database's own", () => {
  let row: Row;
  beforeEach(() => {
    row = { id: "1", label: "x", count: 1 };
  });
  const where = [{ field: "label", value: "x" }];

  it("writes the new values under the condition that the old ones are there", async () => {
    const { custom, last } = recording({ findOne: () => row });
    const result = await make(custom).incrementOne({
      model: "thing",
      where,
      increment: { count: 2 },
      set: { kind: "k" },
    });
    expect(result).toMatchObject({ count: 3, kind: "k" });
    expect(last().update).toEqual({ kind: "k", changedAt: new Date(0), count: 3 });
    const guards = (last().where as Row[]).map(({ field, value }) => [field, value]);
    expect(guards).toEqual([
      ["label", "x"],
      ["id", "1"],
      ["kind", null],
      ["changedAt", null],
      ["count", 1],
    ]);
  });

  it("tries again when somebody was faster, five times", async () => {
    let attempts = 0;
    const late = recording({ findOne: () => row, updateMany: () => (++attempts < 5 ? 0 : 1) });
    expect(await make(late.custom).incrementOne({ model: "thing", where, increment: { count: 1 } })).toMatchObject({
      count: 2,
    });
    const never = make(recording({ findOne: () => row, updateMany: 0 }).custom).incrementOne({
      model: "thing",
      where,
      increment: { count: 1 },
    });
    await expect(never).rejects.toThrow("could not complete an atomic increment due to contention");
  });

  it("writes nothing when nothing would change", async () => {
    const { custom, calls } = recording({ findOne: () => row });
    expect(await make(custom).incrementOne({ model: "thing", where, increment: { count: 0 } })).toMatchObject({
      count: 1,
    });
    expect(calls).toHaveLength(1);
  });

  it("refuses what cannot be counted", async () => {
    const { custom, calls } = recording({ findOne: () => ({ ...row, count: "many" }) });
    const adapter = make(custom);
    await expect(adapter.incrementOne({ model: "thing", where, increment: {} })).rejects.toThrow("both were empty");
    await expect(
      adapter.incrementOne({ model: "thing", where, increment: { count: Number.POSITIVE_INFINITY } }),
    ).rejects.toThrow("finite");
    expect(calls).toEqual([]);
    await expect(adapter.incrementOne({ model: "thing", where, increment: { count: 1 } })).rejects.toThrow(
      "must return finite numeric counter values",
    );
  });
});
