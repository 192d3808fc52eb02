import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toResponse } from "./response";
import { createResponseParts } from "./response-parts";

const jsonOf = (value: unknown) => toResponse(value, createResponseParts()).text();

describe("the JSON of an answer", () => {
  it("is what JSON.stringify would give", async () => {
    const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: false }));
    const value = fc.object({
      key: fc.string().filter((key) => key !== "__proto__"),
      values: [leaf, fc.constant(undefined)],
    });
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        expect(await jsonOf(given)).toBe(JSON.stringify(given));
        expect(await jsonOf([given])).toBe(JSON.stringify([given]));
      }),
    );
  });

  it("has bigints as decimal text, however deep", async () => {
    expect(await jsonOf({ a: 1n, b: [{ c: { d: { e: 2n ** 70n } } }] })).toBe(
      '{"a":"1","b":[{"c":{"d":{"e":"1180591620717411303424"}}}]}',
    );
  });

  it("leaves objects of classes, and what writes itself, to themselves", async () => {
    class Money {
      constructor(
        readonly amount: number,
        readonly at: Date,
      ) {}
    }
    const at = new Date(0);
    const given = {
      money: new Money(1, at),
      own: { toJSON: () => "own" },
      map: new Map([["a", 1]]),
      url: new URL("http://a/"),
    };
    expect(await jsonOf(given)).toBe(JSON.stringify(given));
  });
});
