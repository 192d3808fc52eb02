import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDpopProofError } from "./errors";
import { normalizeDpopHtu } from "./htu";

describe("an address is normalised", () => {
  it.each([
    ["https://a.example", "https://a.example/"],
    ["HTTPS://A.Example:443/X", "https://a.example/X"],
    ["http://a.example:80/", "http://a.example/"],
    ["http://a.example:443/", "http://a.example:443/"],
    ["https://a.example/x/../y/./z", "https://a.example/y/z"],
    ["https://a.example/x?page=2", "https://a.example/x"],
    ["https://user:password@a.example/", "https://a.example/"],
    ["https://a.example/%7euser/%41", "https://a.example/~user/A"],
    ["https://a.example/x%2fy", "https://a.example/x%2Fy"],
    ["https://a.example/%252e", "https://a.example/%252e"],
    ["https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"],
    ["https://[::1]:8443/x", "https://[::1]:8443/x"],
    [new URL("https://a.example/b?c"), "https://a.example/b"],
  ])("%s", (given, normalised) => {
    expect(normalizeDpopHtu(given)).toBe(normalised);
  });

  it("and what differs otherwise stays different", () => {
    const paths = ["/x", "/X", "/x/", "/x%2F", "/x%20", "//x", "/"];
    expect(new Set(paths.map((path) => normalizeDpopHtu(`https://a.example${path}`))).size).toBe(paths.length);
  });

  it("once and for all", () => {
    const property = fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
      const normalised = normalizeDpopHtu(url);
      expect(normalizeDpopHtu(normalised)).toBe(normalised);
    });
    fc.assert(property);
  });
});

it("what is no address of HTTP is refused, and nothing else is thrown", () => {
  for (const given of ["", "a.example", "/x", "ftp://a.example/", "file:///x", "https://", "https://a.example/#x"])
    expect(() => normalizeDpopHtu(given)).toThrowError(expect.objectContaining({ code: "invalid_dpop_proof" }));
  const property = fc.property(fc.anything(), (given) => {
    try {
      expect(typeof normalizeDpopHtu(given as string)).toBe("string");
    } catch (error) {
      expect(error).toSatisfy(isDpopProofError);
    }
  });
  fc.assert(property, { numRuns: 500 });
});
