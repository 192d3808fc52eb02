import { describe, expect, it } from "vitest";
import type { JoinConfig, Row } from "../../types";
import { make, recording } from "./fixtures/recording-adapter";

describe("joins", () => {
  const user = { id: "u", full_name: "A" };
  const thing = { id: "t", label: "x", userId: "u" };

  it("are read row by row, unless the options ask for native ones", async () => {
    const { custom, calls } = recording({ findOne: () => user, findMany: () => [thing] });
    const row = await make(custom).findOne<Row>({
      model: "user",
      where: [],
      join: { thing: { limit: 3 } },
      select: ["email"],
    });
    expect(row).toMatchObject({ id: "u", thing: [{ id: "t", label: "x" }] });
    expect(row).not.toHaveProperty("name");
    expect(calls[0]?.[1]).not.toHaveProperty("join");
    expect(calls[1]).toMatchObject([
      "findMany",
      { model: "thing", limit: 3, where: [{ field: "userId", value: "u" }] },
    ]);
  });

  it("to one row are read with findOne", async () => {
    const { custom, calls } = recording({ findOne: ({ model }: Row) => (model === "thing" ? thing : user) });
    expect(await make(custom).findOne({ model: "thing", where: [], join: { user: true } })).toMatchObject({
      user: { name: "A" },
    });
    expect(calls[1]).toMatchObject(["findOne", { model: "people", where: [{ field: "id", value: "u" }] }]);
  });

  it("are given to the adapter when the options ask for it", async () => {
    const native = { advanced: { database: { joins: true } } };
    const { custom, calls, last } = recording({
      findOne: () => ({ ...thing, people: user }),
      findMany: () => [{ ...user, thing: [thing] }],
    });
    const adapter = make(custom, {}, native);
    expect(await adapter.findOne({ model: "thing", where: [], join: { user: true } })).toMatchObject({
      label: "x",
      user: { name: "A" },
    });
    const expected: JoinConfig = {
      people: { modelKey: "user", on: { from: "userId", to: "id" }, limit: 1, relation: "one-to-one" },
    };
    expect(last().join).toEqual(expected);
    expect(await adapter.findMany({ model: "user", join: { thing: true } })).toMatchObject([
      { thing: [{ label: "x" }] },
    ]);
    expect(calls).toHaveLength(2);
  });

  it("are read separately when the adapter leaves them out", async () => {
    const native = { advanced: { database: { joins: true } } };
    const { custom } = recording({ findOne: ({ model }: Row) => (model === "thing" ? thing : user) });
    expect(await make(custom, {}, native).findOne({ model: "thing", where: [], join: { user: true } })).toMatchObject({
      user: { name: "A" },
    });
  });
});
