import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAccessTokenAuthorization, stripAccessTokenAuthorizationScheme } from "./authorization";

describe("an Authorization header", () => {
  it.each([
    ["Bearer a", "Bearer", "a"],
    ["bearer a", "Bearer", "a"],
    ["BEARER   a", "Bearer", "a"],
    [" Bearer\ta ", "Bearer", "a"],
    ["Bearer a b", "Bearer", "a b"],
    ["DPoP a", "DPoP", "a"],
    ["dpop a", "DPoP", "a"],
    ["Bearer", "Unknown", "Bearer"],
    ["Bearer ", "Unknown", "Bearer"],
    ["Bearera b", "Unknown", "Bearera b"],
    ["Basic a", "Unknown", "Basic a"],
    ["a.b.c", "Unknown", "a.b.c"],
  ])("%j", (header, scheme, token) => {
    expect(parseAccessTokenAuthorization(header)).toEqual({ scheme, token });
    expect(stripAccessTokenAuthorizationScheme(header)).toBe(token);
  });

  it.each([undefined, null, "", "  "])("that is missing or empty says nothing: %j", (header) => {
    expect(parseAccessTokenAuthorization(header)).toBeUndefined();
    expect(stripAccessTokenAuthorizationScheme(header)).toBe(header);
  });

  it("may be anything at all", () => {
    const property = fc.property(fc.anything(), (header) => {
      const parsed = parseAccessTokenAuthorization(header as string);
      if (parsed !== undefined) expect(parsed.token).not.toBe("");
      stripAccessTokenAuthorizationScheme(header as string);
    });
    fc.assert(property, { numRuns: 500 });
    const long = `Bearer${" ".repeat(200_000)}a${" ".repeat(200_000)}a`;
    const begin = performance.now();
    expect(parseAccessTokenAuthorization(long)?.scheme).toBe("Bearer");
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
