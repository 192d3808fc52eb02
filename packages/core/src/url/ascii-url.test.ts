import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiURL } from "./ascii-url";

describe("the form of a redirect target that headers take", () => {
  it.each([
    ["/a?b=c%20d&e=f#g", "/a?b=c%20d&e=f#g"],
    ["/日本?ä=ö", "/%E6%97%A5%E6%9C%AC?%C3%A4=%C3%B6"],
    ["/a b\r\nset-cookie: x", "/a%20b%0D%0Aset-cookie:%20x"],
    ["/\ud800", "/%EF%BF%BD"],
  ])("of %j is %j", (target, expected) => {
    expect(asciiURL(target)).toBe(expected);
  });

  it("is taken by headers and means the same, whatever the target is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const target = `/${text.replaceAll("%", "")}`;
        expect(decodeURIComponent(new Headers({ location: asciiURL(target) }).get("location") as string)).toBe(target);
      }),
    );
  });
});
