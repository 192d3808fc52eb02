import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { APIError } from "../error";
import { toResponse, withoutBody } from "./response";
import { createResponseParts } from "./response-parts";

const jsonOf = (value: unknown) => toResponse(value, createResponseParts()).text();

describe("an answer of a status without a body", () => {
  it.each([204, 205, 304])("is made of any value, and of an error (%i)", async (status) => {
    for (const value of [
      null,
      {},
      "text",
      "",
      new Blob(["a"]),
      new Uint8Array(1),
      new APIError(status, { code: "A" }),
    ]) {
      const answer = toResponse(value, { status, headers: [["x-own", "1"]] });
      expect([answer.status, answer.body, answer.headers.get("x-own")]).toEqual([status, null, "1"]);
      expect(answer.headers.get("content-type")).toBeNull();
    }
  });
});

it("an answer without its body lets go of what the body comes from", async () => {
  const cancel = vi.fn();
  const answer = withoutBody(toResponse(new ReadableStream({ cancel }), { status: 206, headers: [["x-own", "1"]] }));
  expect([answer.status, answer.body, answer.headers.get("x-own")]).toEqual([206, null, "1"]);
  expect(cancel).toHaveBeenCalledTimes(1);
  expect(withoutBody(new Response(null)).body).toBeNull();
});

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
