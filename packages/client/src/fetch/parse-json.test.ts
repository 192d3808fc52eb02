import { afterEach, describe, expect, it, vi } from "vitest";
import { readJSON } from "./json";
import { parseJSON } from "./parse-json";

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ["readJSON", readJSON],
  ["parseJSON", (text: string) => parseJSON(text)],
])("%s", (_, read) => {
  it.each([
    ["2030-01-15T12:00:00Z", 1894708800000],
    ["2030-01-15T12:00:00.250Z", 1894708800250],
    ["2030-01-15T13:00:00+01:00", 1894708800000],
    ["2030-01-15T11:00:00.000-0100", 1894708800000],
  ])("revives %s", (text, time) => {
    expect(read(JSON.stringify({ at: [text] }))).toEqual({ at: [new Date(time)] });
  });

  it.each(["2030-01-15", "2030-01-15T12:00", "2030-01-15T12:00:00", "2030-13-45T12:00:00Z", " 2030-01-15T12:00:00Z"])(
    "leaves the text %s as it is",
    (text) => {
      expect(read(JSON.stringify(text))).toBe(text);
    },
  );

  it("drops keys that could reach a prototype, at any depth", () => {
    const read1 = read('{"a":{"__proto__":{"polluted":1},"b":1},"constructor":{"prototype":{"polluted":1}}}') as {
      a: Record<string, unknown>;
    };
    expect(Object.getOwnPropertyNames(read1)).toEqual(["a"]);
    expect(Object.getOwnPropertyNames(read1.a)).toEqual(["b"]);
    expect(Object.getPrototypeOf(read1.a)).toBe(Object.prototype);
    expect(Object.assign({}, read1.a).polluted).toBeUndefined();
  });

  it.each(["plain text", "{", "", "undefined"])("gives back %j, which is not JSON", (text) => {
    expect(read(text)).toBe(text);
  });
});

describe("options of parseJSON", () => {
  it("throws for what is not JSON when strict", () => {
    expect(() => parseJSON("{", { strict: true })).toThrow(SyntaxError);
  });

  it("leaves dates alone when told to", () => {
    expect(parseJSON('"2030-01-15T12:00:00Z"', { parseDates: false })).toBe("2030-01-15T12:00:00Z");
  });

  it("hands revived values to the reviver", () => {
    const reviver = vi.fn((_: string, value: unknown) => value);
    parseJSON('{"at":"2030-01-15T12:00:00Z"}', { reviver });
    expect(reviver.mock.calls[0]).toEqual(["at", new Date("2030-01-15T12:00:00Z")]);
  });

  it("names dropped keys when it is to warn", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    parseJSON('{"__proto__":1}');
    expect(warn).not.toHaveBeenCalled();
    parseJSON('{"__proto__":1}', { warnings: true });
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("__proto__"));
  });

  it("gives back what is no text", () => {
    expect(parseJSON(7)).toBe(7);
  });
});
