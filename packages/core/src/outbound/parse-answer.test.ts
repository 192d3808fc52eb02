import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mediaTypeOf, parseAnswer } from "./parse-answer";

const FORM = "application/x-www-form-urlencoded";

describe("JSON of a provider", () => {
  it("is read whatever type it is sent with", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("application/json", "text/html", FORM, ""), (given, type) => {
        const text = JSON.stringify(given);
        fc.pre(!text.includes("__proto__") && !/\d{16}|e\+/i.test(text));
        expect(parseAnswer(text, type)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("changes no prototype when it is copied", () => {
    const parsed = parseAnswer('{"a":{"__proto__":{"admin":true}},"__proto__":{"admin":true}}', "application/json");
    const copy = Object.assign({}, parsed) as { admin?: boolean; a?: object };
    expect(copy.admin).toBeUndefined();
    expect((Object.assign({}, copy.a) as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(parsed as object)).toEqual(["a"]);
  });

  it("keeps ids that a double cannot hold apart", () => {
    const read = (text: string) => parseAnswer(text, "application/json");
    expect(read('{"id":9007199254740993}')).toEqual({ id: "9007199254740993" });
    expect(read('{"id":9007199254740992}')).toEqual({ id: "9007199254740992" });
    expect(read("[-123456789012345678901]")).toEqual(["-123456789012345678901"]);
    expect(read("[9007199254740991, 1.5, 0, 1e30]")).toEqual([9007199254740991, 1.5, 0, 1e30]);
  });
});

describe("a form of a provider", () => {
  it("is read as it was written, whatever it holds", () => {
    const pairs = fc.dictionary(
      fc.string({ minLength: 1, unit: "binary" }).filter((name) => name !== "__proto__"),
      fc.string({ unit: "binary" }),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(pairs, fc.constantFrom(FORM, "text/plain"), (members, type) => {
        const form = new URLSearchParams(members).toString();
        const read = parseAnswer(form, type) as Record<string, string>;
        expect(Object.fromEntries(Object.entries(read))).toEqual(Object.fromEntries(new URLSearchParams(form)));
      }),
    );
  });

  it("has no prototype of the provider's choice", () => {
    expect(parseAnswer("__proto__=x&a=b", FORM)).toEqual({ a: "b" });
  });

  it("is none that is of another type, or only looks like one", () => {
    expect(parseAnswer("a=b", "text/html")).toBeUndefined();
    expect(parseAnswer("a=b", "")).toBeUndefined();
    for (const text of ["", "nope", "<a href=x>", "a=b c", "=x", "Error: a=b", "a=b&&c=d"]) {
      expect(parseAnswer(text, "text/plain")).toBeUndefined();
    }
  });
});

it.each([
  ["application/json; charset=utf-8", "application/json"],
  ["Text/HTML", "text/html"],
  [undefined, ""],
  ["nonsense", ""],
  [`text/${"x".repeat(100)}`, ""],
])("the type of %s is %s", (header, type) => {
  expect(mediaTypeOf(new Headers(header === undefined ? {} : { "content-type": header }))).toBe(type);
});
