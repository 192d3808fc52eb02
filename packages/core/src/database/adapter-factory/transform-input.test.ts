import { describe, expect, it, vi } from "vitest";
import type { AdapterFactoryConfig, BetterAuthOptions, Row } from "../../types";
import { bare, make, recording } from "./fixtures/recording-adapter";

describe("what a custom adapter gets", () => {
  it("is physical names, defaults and converted values, with the id last", async () => {
    const { custom, last } = recording();
    const at = new Date("2024-01-02T03:04:05.006Z");
    const data = { label: "x", isOn: true, at, meta: { a: 1 }, tags: ["t"], up: "up", unknown: 1, count: undefined };
    await make(custom, bare).create({ model: "thing", data });
    expect(last()).toMatchObject({ model: "thing", modelKey: "thing" });
    const row = last().data as Row;
    expect(row).toEqual({
      label: "x",
      is_on: 1,
      at: at.toISOString(),
      meta: '{"a":1}',
      tags: '["t"]',
      kind: "plain",
      up: "UP",
      id: expect.stringMatching(/^[a-zA-Z0-9]{32}$/),
    });
    expect(Object.keys(row).at(-1)).toBe("id");
  });

  it("is native values where the database has the types", async () => {
    const { custom, last } = recording();
    const data = { label: "x", isOn: false, at: "2024-01-02T00:00:00.000Z", meta: { a: 1 }, tags: ["t"], kind: null };
    await make(custom, { supportsJSON: true, supportsArrays: true }).create({ model: "thing", data });
    expect(last().data).toMatchObject({
      is_on: false,
      at: new Date("2024-01-02"),
      meta: { a: 1 },
      tags: ["t"],
      kind: null,
    });
  });

  it("keeps null, but for JSON without support, where it is text", async () => {
    const { custom, last } = recording();
    await make(custom).create({ model: "thing", data: { label: "x", meta: null, tags: null } });
    expect(last().data).toMatchObject({ meta: "null", tags: null });
  });

  it("is what changes on an update", async () => {
    const { custom, last } = recording();
    await make(custom).update({ model: "thing", where: [{ field: "label", value: "x" }], update: { count: 1 } });
    expect(last()).toMatchObject({ update: { count: 1, changedAt: new Date(0) } });
    expect(last().update).not.toHaveProperty("kind");
  });

  it("is clauses with every member", async () => {
    const { custom, last } = recording();
    const adapter = make(custom, bare);
    await adapter.findMany({
      model: "thing",
      where: [
        { field: "isOn", value: "true" },
        { field: "is_on", value: false, connector: "OR" },
        { field: "count", value: "5", operator: "gte" },
        { field: "at", value: new Date(0), operator: "lt" },
        { field: "label", value: ["a"], operator: "in", mode: "insensitive" },
      ],
    });
    const clause = { operator: "eq", connector: "AND", mode: "sensitive" };
    expect(last().where).toEqual([
      { ...clause, field: "is_on", value: 1 },
      { ...clause, field: "is_on", value: 0, connector: "OR" },
      { ...clause, field: "count", value: 5, operator: "gte" },
      { ...clause, field: "at", value: "1970-01-01T00:00:00.000Z", operator: "lt" },
      { ...clause, field: "label", value: ["a"], operator: "in", mode: "insensitive" },
    ]);
    await expect(
      adapter.findMany({ model: "thing", where: [{ field: "label", value: "a", operator: "in" }] }),
    ).rejects.toThrow("Value must be an array");
  });

  it("is a limit always, and logical names to select and sort by", async () => {
    const { custom, last } = recording();
    await make(custom).findMany({ model: "people" });
    expect(last()).toMatchObject({ model: "people", modelKey: "user", limit: 100 });
    expect(last().where).toBeUndefined();
    await make(custom).findMany({
      model: "user",
      limit: 0,
      select: ["full_name"],
      sortBy: { field: "full_name", direction: "asc" },
    });
    expect(last()).toMatchObject({ limit: 0, select: ["name"], sortBy: { field: "name", direction: "asc" } });
    await make(custom, {}, { advanced: { database: { defaultFindManyLimit: 7 } } }).findMany({ model: "user" });
    expect(last().limit).toBe(7);
  });

  it("is the plural as the table's name, and either spelling is taken", async () => {
    const { custom, last } = recording();
    await make(custom, { usePlural: true }).count({ model: "things" });
    expect(last()).toMatchObject({ model: "things", modelKey: "thing" });
    await make(custom, { usePlural: true }).count({ model: "thing" });
    expect(last()).toMatchObject({ model: "things" });
  });

  it("is renamed keys and custom values where the adapter says so", async () => {
    const { custom, last } = recording({ findOne: () => ({ _id: "1", label: "x", is_on: true }) });
    const seen: string[] = [];
    const adapter = make(custom, {
      mapKeysTransformInput: { id: "_id" },
      mapKeysTransformOutput: { _id: "id" },
      customTransformInput: ({ data, field, action }) => {
        seen.push(`${action} ${field}`);
        return data;
      },
      customTransformOutput: ({ data, field }) => (field === "label" ? `${data}!` : data),
    });
    await adapter.create({ model: "thing", data: { id: "mine", label: "x" }, forceAllowId: true });
    expect(last().data).toMatchObject({ _id: "mine" });
    expect(seen).toEqual(["create label", "create kind", "create _id"]);
    expect(await adapter.findOne({ model: "thing", where: [{ field: "id", value: "1" }] })).toMatchObject({
      id: "1",
      label: "x!",
      isOn: true,
    });
    expect((last().where as Row[])[0]).toMatchObject({ field: "_id" });
  });

  it("is never an update without clauses", async () => {
    const { custom, calls } = recording();
    expect(await make(custom).update({ model: "thing", where: [], update: { count: 1 } })).toBeNull();
    expect(calls).toEqual([]);
    expect(await make(custom).updateMany({ model: "thing", where: [], update: {} })).toBe(1);
    await make(custom).delete({ model: "thing", where: [] });
    expect(calls.map(([method]) => method)).toEqual(["updateMany", "delete"]);
  });
});

describe("ids", () => {
  const created = async (
    config: Partial<AdapterFactoryConfig>,
    database: NonNullable<BetterAuthOptions["advanced"]>["database"] = {},
    id?: string,
  ) => {
    const { custom, last } = recording();
    const data = { label: "x", userId: "5", ...(id === undefined ? {} : { id }) };
    await make(custom, config, { advanced: { database } }).create({
      model: "thing",
      data,
      forceAllowId: id !== undefined,
    });
    return last().data as Row;
  };

  it("are made as the options and the database say", async () => {
    expect((await created({ disableIdGeneration: true })).id).toBeUndefined();
    expect((await created({ disableIdGeneration: true }, {}, "mine")).id).toBe("mine");
    expect((await created({ customIdGenerator: ({ model }) => `custom-${model}` })).id).toBe("custom-thing");
    const own = { generateId: ({ model }: { model: string }) => `own-${model}` };
    expect((await created({ customIdGenerator: () => "custom" }, own)).id).toBe("own-thing");
    expect((await created({}, { generateId: false })).id).toBeUndefined();
    expect((await created({}, { generateId: () => false })).id).toBeUndefined();
    expect((await created({}, { generateId: "uuid" })).id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await created({ supportsUUIDs: true }, { generateId: "uuid" })).id).toBeUndefined();
    expect((await created({ supportsUUIDs: true }, { generateId: "uuid" }, "no-uuid")).id).toBeUndefined();
    expect(await created({}, { generateId: "serial" }, "12")).toMatchObject({ id: 12, userId: 5 });
    expect((await created({}, { generateId: "serial" })).id).toBeUndefined();
  });

  it("cannot be numbers where the database has none", () => {
    const { custom } = recording();
    const serial = { advanced: { database: { generateId: "serial" as const } } };
    expect(() => make(custom, { supportsNumericIds: false }, serial)).toThrow('generateId is "serial"');
  });

  it("that are given are dropped with a warning", async () => {
    const { custom, last } = recording();
    const log = vi.fn();
    const adapter = make(custom, {}, { logger: { log } });
    await adapter.create({ model: "thing", data: { id: "mine", label: "x" } });
    expect((last().data as Row).id).not.toBe("mine");
    expect(log).toHaveBeenCalledWith("warn", expect.stringContaining("forceAllowId"));
  });

  it("are compared as numbers when they are", async () => {
    const { custom, last } = recording();
    const adapter = make(custom, {}, { advanced: { database: { generateId: "serial" } } });
    await adapter.findMany({ model: "thing", where: [{ field: "userId", value: ["1", "2"], operator: "in" }] });
    expect((last().where as Row[])[0]?.value).toEqual([1, 2]);
  });
});
