import { describe, expect, it, vi } from "vitest";
import type { AdapterFactoryHelpers } from "../../types";
import { createAdapterFactory } from "./create-adapter";
import { bare, make, options, recording } from "./fixtures/recording-adapter";

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
