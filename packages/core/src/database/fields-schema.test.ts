import { describe, expect, it } from "vitest";
import type { FieldMap } from "../types";
import { toZodSchema } from "./fields-schema";

const fields: FieldMap = {
  name: { type: "string" },
  age: { type: "number", required: false },
  level: { type: ["low", "high"] },
  born: { type: "date" },
  tags: { type: "string[]" },
  settings: { type: "json", required: false },
  plan: { type: "string", input: false },
  note: { type: "string", returned: false },
  active: { type: "boolean", defaultValue: true },
};
const values = { name: "A", level: "low", born: "2024-01-01", tags: ["a"], note: "n" };

describe("a schema of fields", () => {
  it("takes what clients may send: nothing that only the server may set, dates as text, defaults left out", () => {
    const schema = toZodSchema({ fields, isClientSide: true });
    expect(Object.keys(schema.shape)).not.toContain("plan");
    expect(schema.parse({ ...values, age: null, unknown: 1 })).toEqual({
      ...values,
      age: null,
      born: new Date("2024-01-01"),
    });
  });

  it("shows what clients may see", () => {
    const schema = toZodSchema({ fields, isClientSide: false });
    expect(Object.keys(schema.shape)).toContain("plan");
    expect(Object.keys(schema.shape)).not.toContain("note");
  });

  it.each([
    ["name", undefined],
    ["name", 5],
    ["age", "5"],
    ["level", "middle"],
    ["born", "yesterday"],
    ["born", 5],
    ["tags", "a"],
    ["tags", [1]],
    ["active", "yes"],
  ])("refuses %s: %j, with the field's path", (field, value) => {
    const outcome = toZodSchema({ fields, isClientSide: true }).safeParse({ ...values, [field]: value });
    expect(outcome.success).toBe(false);
    expect(outcome.error?.issues[0]?.path?.[0]).toBe(field);
  });

  it("is a Standard Schema, so that endpoints take it", async () => {
    const { validate } = toZodSchema({ fields, isClientSide: true })["~standard"];
    expect(await validate(values)).toMatchObject({ value: { name: "A" } });
  });
});
