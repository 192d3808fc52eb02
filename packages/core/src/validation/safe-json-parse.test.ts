import { describe, expect, it } from "vitest";
import { safeJSONParse } from "./safe-json-parse";

const time = "2024-01-01T00:00:00.000Z";

describe("JSON that may be anything", () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    [`{"d":"${time}","e":["${time}"]}`, { d: new Date(time), e: [new Date(time)] }],
    [`"${time}"`, new Date(time)],
    ['"2024-01-01"', "2024-01-01"],
    ['"2024-99-99T00:00:00Z"', "2024-99-99T00:00:00Z"],
    ["123", 123],
    ["nope", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("%j is parsed, with its dates, or null", (data, value) => {
    expect(safeJSONParse(data)).toEqual(value);
  });

  it("that is parsed already only has its dates made", () => {
    expect(safeJSONParse({ a: { d: time }, n: null })).toEqual({ a: { d: new Date(time) }, n: null });
  });

  it("leaves no prototype behind", () => {
    const parsed = safeJSONParse<{ a: number }>('{"a":1,"__proto__":{"isAdmin":true}}');
    expect(parsed).toEqual({ a: 1 });
    expect((parsed as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
