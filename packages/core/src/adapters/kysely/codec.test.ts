import { describe, expect, it } from "vitest";
import { resolveIdStrategy } from "../../database/id";
import type { BetterAuthOptions, DatabaseType, FieldAttribute } from "../../types";
import { type Codec, makeCodec } from "./codec";

type GenerateId = NonNullable<NonNullable<BetterAuthOptions["advanced"]>["database"]>["generateId"];

function codec(type: FieldAttribute["type"] | "id", dialect: DatabaseType = "sqlite", generateId?: GenerateId): Codec {
  const ids = resolveIdStrategy({ advanced: { database: { generateId } } });
  const attribute: FieldAttribute = { type: type === "id" ? "string" : type };
  return makeCodec(attribute, { model: "thing", field: "part" }, type === "id", { ids, dialect });
}

describe("a value that is compared with", () => {
  // A comparison that cannot be fails on PostgreSQL, and what fails is answered by a 500.
  const cases: [FieldAttribute["type"] | "id", DatabaseType, GenerateId, unknown, unknown][] = [
    ["string", "postgres", undefined, "a\0b", null],
    ["string", "sqlite", undefined, 5, "5"],
    ["string", "sqlite", undefined, true, "true"],
    ["string", "sqlite", undefined, new Date(), null],
    ["number", "postgres", undefined, "12", 12],
    ["number", "postgres", undefined, "abc", null],
    ["number", "postgres", undefined, "", null],
    ["number", "postgres", undefined, Number.NaN, null],
    ["number", "sqlite", undefined, 5n, 5n],
    ["boolean", "postgres", undefined, "true", true],
    ["boolean", "postgres", undefined, "yes", null],
    ["boolean", "sqlite", undefined, "false", 0],
    ["boolean", "sqlite", undefined, 1, 1],
    ["date", "postgres", undefined, "never", null],
    ["date", "postgres", undefined, "2024-01-01", new Date("2024-01-01")],
    ["date", "postgres", undefined, new Date(-8.64e15), new Date("-004712-01-01")],
    ["date", "sqlite", undefined, "2024", "2024"],
    ["date", "sqlite", undefined, "2024-05-06", "2024-05-06T00:00:00.000Z"],
    ["date", "sqlite", undefined, "2024-05-06T07:08:09Z", "2024-05-06T07:08:09.000Z"],
    ["date", "sqlite", undefined, "2024-05-06T07:08:09.010+02:00", "2024-05-06T05:08:09.010Z"],
    ["date", "sqlite", undefined, new Date(8.64e15), "9999-12-31T23:59:59.999Z"],
    ["date", "mysql", undefined, new Date(-8.64e15), new Date("0001-01-01")],
    ["date", "sqlite", undefined, new Date(0), "1970-01-01T00:00:00.000Z"],
    ["date", "sqlite", undefined, new Date(Number.NaN), null],
    ["id", "postgres", "uuid", "no-uuid", null],
    ["id", "sqlite", "uuid", "no-uuid", "no-uuid"],
    ["id", "sqlite", "serial", "12", 12],
    ["id", "sqlite", "serial", "1.5", null],
    ["id", "sqlite", "serial", "twelve", null],
    ["id", "sqlite", "serial", "99999999999", 99_999_999_999],
    ["id", "postgres", "serial", "99999999999", null],
  ];
  it.each(cases)("%s on %s (%s): %s → %s", (type, dialect, generateId, value, expected) => {
    expect(codec(type, dialect, generateId).encodeWhere(value)).toEqual(expected);
  });
});

describe("a value that is written", () => {
  const refused: [FieldAttribute["type"] | "id", unknown, string][] = [
    ["string", true, "takes a string, got a value of type boolean"],
    ["string", { a: 1 }, "takes a string, got a value of type object"],
    ["number", true, "takes a number"],
    ["boolean", [], "takes a boolean, got an array"],
    ["date", new Date(Number.NaN), "takes a date, got an invalid date"],
    ["date", "never", "takes a date"],
  ];
  it.each(refused)("of %s is refused: %j", (type, value, message) => {
    expect(() => codec(type).encode(value)).toThrow(`Field part of model thing ${message}`);
  });

  it("is refused as a numeric id when it is none", () => {
    expect(() => codec("id", "sqlite", "serial").encode("abc")).toThrow("takes a number as id");
  });
});

describe("a value that is read", () => {
  it("is JSON only where the driver has not parsed it", () => {
    expect(codec("json").decode?.('"12"')).toBe("12");
    expect(codec("json").decode?.("plain text")).toBe("plain text");
    expect(codec("json", "postgres").decode).toBeNull();
    expect(codec("string[]", "postgres").decode?.('["a"]')).toEqual(["a"]);
  });

  it("is a number from text and bigint, and text that is no number", () => {
    const { decode } = codec("number", "postgres");
    expect([decode?.("12"), decode?.(12n), decode?.("old"), decode?.("")]).toEqual([12, 12, "old", ""]);
  });

  it("is text as an id", () => {
    expect(codec("id").decode?.(5)).toBe("5");
  });
});
