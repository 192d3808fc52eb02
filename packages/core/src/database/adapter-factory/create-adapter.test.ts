import { beforeEach, describe, expect, it, vi } from "vitest";
import type {
  AdapterFactoryConfig,
  AdapterFactoryHelpers,
  BetterAuthOptions,
  CustomAdapter,
  DBAdapter,
  JoinConfig,
  Row,
} from "../../types";
import { createAdapterFactory } from "./create-adapter";

const options: BetterAuthOptions = {
  logger: { disabled: true },
  user: { modelName: "people", fields: { name: "full_name" } },
  plugins: [
    {
      id: "kit",
      schema: {
        thing: {
          fields: {
            label: { type: "string", required: true },
            count: { type: "number", required: false },
            isOn: { type: "boolean", required: false, fieldName: "is_on" },
            at: { type: "date", required: false },
            meta: { type: "json", required: false },
            tags: { type: "string[]", required: false },
            kind: { type: "string", defaultValue: "plain", required: false },
            changedAt: { type: "date", required: false, onUpdate: () => new Date(0) },
            userId: { type: "string", required: false, references: { model: "user", field: "id" } },
            up: {
              type: "string",
              required: false,
              transform: {
                input: async (value: string) => value.toUpperCase(),
                output: (value: string | null) => value && `<${value}>`,
              },
            },
          },
        },
      },
    },
  ],
};

/** A custom adapter that writes its calls down and answers what it is told. */
function recording(answers: Partial<{ [K in keyof CustomAdapter]: unknown }> = {}) {
  const calls: [string, Row][] = [];
  const answer = (method: string, fallback: (args: Row) => unknown) => async (args: Row) => {
    calls.push([method, args]);
    const given = (answers as Row)[method];
    return typeof given === "function" ? given(args) : given === undefined ? fallback(args) : given;
  };
  const custom = {
    create: answer("create", ({ data }) => data),
    findOne: answer("findOne", () => null),
    findMany: answer("findMany", () => []),
    count: answer("count", () => 0),
    update: answer("update", ({ update }) => update),
    updateMany: answer("updateMany", () => 1),
    delete: answer("delete", () => undefined),
    deleteMany: answer("deleteMany", () => 1),
    ...("consumeOne" in answers ? { consumeOne: answer("consumeOne", () => null) } : {}),
    ...("incrementOne" in answers ? { incrementOne: answer("incrementOne", () => null) } : {}),
  } as unknown as CustomAdapter;
  return { custom, calls, last: () => calls[calls.length - 1]?.[1] as Row };
}

function make(
  custom: CustomAdapter,
  config: Partial<AdapterFactoryConfig> = {},
  more: BetterAuthOptions = {},
): DBAdapter {
  return createAdapterFactory({ config: { adapterId: "test", ...config }, adapter: () => custom })({
    ...options,
    ...more,
  });
}

const bare = { supportsBooleans: false, supportsDates: false };

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

describe("the rest of an adapter", () => {
  it("has what the contract lists", async () => {
    const { custom } = recording();
    const adapter = make({ ...custom, options: { provider: "x" } });
    expect(Object.keys(adapter).sort()).toEqual(
      [
        "id",
        "create",
        "findOne",
        "findMany",
        "count",
        "update",
        "updateMany",
        "delete",
        "deleteMany",
        "consumeOne",
        "incrementOne",
        "transaction",
        "createSchema",
        "options",
      ].sort(),
    );
    expect(adapter.id).toBe("test");
    expect(adapter.options).toMatchObject({
      provider: "x",
      adapterConfig: { adapterId: "test", adapterName: "test", supportsDates: true },
    });
  });

  it("runs a transaction on itself, or on what the adapter gives", async () => {
    const { custom } = recording();
    const plain = make(custom);
    await plain.transaction(async (trx) => expect(trx).toBe(plain));
    const inner = make(custom);
    const own = make(custom, { transaction: (callback) => callback(inner) });
    await own.transaction(async (trx) => expect(trx).toBe(inner));
  });

  it("makes a schema from the tables, when the adapter can", async () => {
    const { custom } = recording();
    expect(await make(custom).createSchema?.(options)).toBeUndefined();
    const createSchema = vi.fn(async () => ({ code: "x", path: "y" }));
    expect(await make({ ...custom, createSchema }).createSchema?.(options, "file")).toEqual({ code: "x", path: "y" });
    expect(createSchema).toHaveBeenCalledWith({
      file: "file",
      tables: expect.objectContaining({ user: expect.objectContaining({ modelName: "people" }) }),
    });
  });

  it("gives names and transforms to the adapter's author", async () => {
    let helpers: AdapterFactoryHelpers | undefined;
    const { custom } = recording();
    createAdapterFactory({
      config: { adapterId: "test", ...bare },
      adapter: (given) => {
        helpers = given;
        return custom;
      },
    })(options);
    const h = helpers as AdapterFactoryHelpers;
    expect(h.getModelName("user")).toBe("people");
    expect(h.getDefaultModelName("people")).toBe("user");
    expect(h.getFieldName({ model: "people", field: "name" })).toBe("full_name");
    expect(h.getDefaultFieldName({ model: "user", field: "full_name" })).toBe("name");
    expect(h.getFieldAttributes({ model: "user", field: "id" })).toMatchObject({ type: "string", required: true });
    expect(() => h.getDefaultModelName("nope")).toThrow('Model "nope" not found in schema');
    expect(() => h.getDefaultFieldName({ model: "user", field: "nope" })).toThrow("Field nope not found in model user");
    expect(await h.transformInput({ isOn: true }, "thing", "update")).toEqual({
      is_on: 1,
      changedAt: "1970-01-01T00:00:00.000Z",
    });
    expect(await h.transformOutput({ full_name: "A" }, "user", ["name"])).toEqual({ name: "A" });
    expect(await h.transformOutput(null, "user")).toBeNull();
    expect(h.transformWhereClause({ model: "user", where: undefined, action: "findMany" })).toBeUndefined();
  });

  it("logs the calls that are asked for", async () => {
    const lines: string[] = [];
    const spy = vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    try {
      const { custom } = recording({ findOne: () => ({ id: "1" }) });
      const adapter = make(custom, { adapterName: "Test", debugLogs: { create: true, logCondition: () => true } });
      await adapter.findOne({ model: "thing", where: [] });
      expect(lines).toEqual([]);
      await adapter.create({ model: "thing", data: { label: "x" } });
      expect(lines.map((line) => /\[Test\] #\d+ \[(\d\/\d)\] create \(([\w ]+)\)/.exec(line)?.slice(1))).toEqual([
        ["1/4", "Unsafe Input"],
        ["2/4", "Parsed Input"],
        ["3/4", "DB Result"],
        ["4/4", "Parsed Result"],
      ]);
    } finally {
      spy.mockRestore();
    }
  });
});
