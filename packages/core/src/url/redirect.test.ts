import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileTrustedOrigins } from "./origin";
import { isSafeRelativePath, isTrustedTarget } from "./redirect";

const trusted = compileTrustedOrigins(["https://app.example.com", "https://*.preview.example.net", "myapp://"]);

// Advisories 1 to 4: what has been taken for a path or for a trusted origin and was neither.
const HOSTILE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/%5cevil.example",
  "/%5Cevil.example",
  "/%2f%2fevil.example",
  "/%2Fevil.example",
  "//%2fevil.example",
  "/%09/evil.example",
  "/%0d%0a//evil.example",
  "/a/..%2f/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n//evil.example",
  " //evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://app.example.com/1",
  "https://evil.example",
  "https://app.example.com.evil.example",
  "https://app.example.com@evil.example",
  "https://evil.example/https://app.example.com",
  "https://evil.example?https://app.example.com",
  "https://evil.example#https://app.example.com",
  "https://evil.example\\@app.example.com",
  "https://evil.com/.preview.example.net",
  "https://evil.com?x=.preview.example.net",
  "https://evil.com#.preview.example.net",
  "https://x.preview.example.net.evil.com",
  "http://app.example.com",
  "https://app.example.com:8443",
  "dashboard",
  "otherapp://home",
  "file:///etc/passwd",
  "/x\ud800",
  "https://app.example.com/\udfff",
];

describe("redirect targets (advisories 1, 2, 4, 67)", () => {
  it.each(["/", "/dashboard", "/a/b?c=d&e=/f#g", "/%E2%82%AC", "/a//b", "/search?q=a b#c d"])(
    "takes %j as a path on this site",
    (target) => {
      expect(isTrustedTarget(target, trusted, true)).toBe(true);
    },
  );

  it.each([
    "https://app.example.com",
    "https://app.example.com/x?y",
    "https://app.example.com/x?q=a b",
    "https://a.preview.example.net/",
    "myapp://home",
    "myapp:/home",
  ])("takes %j as a trusted address", (target) => {
    expect(isTrustedTarget(target, trusted, true)).toBe(true);
  });

  it.each(HOSTILE)("refuses %j", (target) => {
    expect(isTrustedTarget(target, trusted, true)).toBe(false);
  });

  it("refuses paths where only addresses count", () => {
    expect(isTrustedTarget("/dashboard", trusted, false)).toBe(false);
  });

  it("never takes a path that resolves to another site", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "%2f",
      "%5c",
      ".",
      "..",
      "\t",
      "\n",
      " ",
      "@",
      ":",
      "?",
      "#",
      "evil.example",
      "a",
      "//",
      "%09",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const target = `/${pieces.join("")}`;
        if (!isSafeRelativePath(target)) return;
        for (const decoded of [target, decodeURI(target)]) {
          expect(new URL(decoded, "https://site.test").origin).toBe("https://site.test");
        }
      }),
      { numRuns: 3000 },
    );
  });
});
