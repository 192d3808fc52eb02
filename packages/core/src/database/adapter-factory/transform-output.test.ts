import { describe, expect, it } from "vitest";
import type { Row } from "../../types";
import { bare, make, recording } from "./fixtures/recording-adapter";

describe("what the caller gets", () => {
  it("is every field under its logical name, converted, and nothing else", async () => {
    const stored = {
      id: 7,
      full_name: "A",
      label: "x",
      is_on: 1,
      at: "1970-01-01T00:00:00.000Z",
      meta: '{"a":1}',
      tags: '["t"]',
      up: "u",
      junk: 1,
    };
    const { custom } = recording({ findOne: () => stored });
    const row = await make(custom, bare).findOne<Row>({ model: "thing", where: [] });
    expect(row).toMatchObject({
      id: "7",
      label: "x",
      isOn: true,
      at: new Date(0),
      meta: { a: 1 },
      tags: ["t"],
      up: "<u>",
    });
    expect(Object.keys(row ?? {}).sort()).toEqual([
      "at",
      "changedAt",
      "count",
      "id",
      "isOn",
      "kind",
      "label",
      "meta",
      "tags",
      "up",
      "userId",
    ]);
  });

  it("is the selected fields", async () => {
    const { custom } = recording({ findMany: () => [{ id: "1", label: "x", is_on: true }] });
    expect(await make(custom).findMany({ model: "thing", select: ["isOn"] })).toEqual([{ isOn: true }]);
  });

  it("is untouched rows where the adapter says so", async () => {
    const { custom, last } = recording({ findOne: () => ({ raw: 1 }) });
    const adapter = make(custom, { disableTransformInput: true, disableTransformOutput: true });
    expect(await adapter.findOne({ model: "thing", where: [] })).toEqual({ raw: 1 });
    await adapter.create({ model: "thing", data: { label: "x", unknown: 1 } });
    expect(last().data).toEqual({ label: "x", unknown: 1 });
  });
});
