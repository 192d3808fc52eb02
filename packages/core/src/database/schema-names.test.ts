import { describe, expect, it } from "vitest";
import type { FieldMap } from "../types";
import { convertFromDB, convertToDB } from "./convert-names";
import { mergeSchema } from "./merge-schema";
import { getSchema } from "./physical-schema";

describe("a plugin's schema", () => {
  const schema = {
    seat: { fields: { number: { type: "number" }, row: { type: "string" } } },
    hall: { modelName: "halls", fields: { name: { type: "string" } } },
  } as const;

  it("gets the names that the application chose, and is not changed itself", () => {
    const merged = mergeSchema(schema, { seat: { modelName: "chairs", fields: { number: "chair_no" } } });
    expect(merged).toEqual({
      seat: {
        modelName: "chairs",
        fields: { number: { type: "number", fieldName: "chair_no" }, row: { type: "string" } },
      },
      hall: { modelName: "halls", fields: { name: { type: "string" } } },
    });
    expect(schema.seat.fields.number).toEqual({ type: "number" });
  });

  it("stays as it is when nothing is renamed", () => {
    expect(mergeSchema(schema)).toBe(schema);
    expect(mergeSchema(schema, { seat: { fields: { nothing: "x" } } } as never)).toEqual({
      ...schema,
      seat: { fields: schema.seat.fields },
    });
  });
});

describe("a row under other names", () => {
  const fields: FieldMap = { name: { type: "string", fieldName: "full_name" }, age: { type: "number" } };

  it("goes in and comes out", () => {
    const row = { id: "1", name: "A", age: 3, unknown: true };
    const stored = { id: "1", full_name: "A", age: 3 };
    expect(convertToDB(fields, row)).toEqual(stored);
    expect(convertFromDB(fields, stored)).toEqual({ id: "1", name: "A", age: 3 });
    expect(convertToDB(fields, { name: undefined })).toEqual({});
    expect(convertFromDB(fields, null)).toBeNull();
  });
});

describe("the tables of the database", () => {
  it("are listed by their own names, references and indexes too, in the order of creation", () => {
    const schema = getSchema({
      user: { modelName: "people", fields: { name: "full_name" } },
      session: { fields: { userId: "person_id" } },
      rateLimit: { storage: "database" },
      plugins: [
        {
          id: "seats",
          schema: {
            seat: {
              modelName: "chairs",
              fields: {
                number: { type: "number", fieldName: "chair_no" },
                owner: { type: "string", references: { model: "user", field: "id" } },
              },
              indexes: [{ fields: ["number", "owner"], unique: true }],
            },
          },
        },
      ],
    });
    expect(Object.keys(schema)).toEqual(["people", "session", "account", "verification", "rateLimit", "chairs"]);
    expect(Object.keys(schema.people?.fields ?? {})).toContain("full_name");
    expect(schema.session?.fields.person_id?.references).toEqual({ model: "people", field: "id", onDelete: "cascade" });
    expect(schema.chairs).toMatchObject({
      order: 100,
      fields: { owner: { references: { model: "people", field: "id" } } },
      indexes: [{ fields: ["chair_no", "owner"], unique: true }],
    });
    expect(schema.rateLimit?.order).toBe(Number.POSITIVE_INFINITY);
  });
});
