import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHost, matchesHostPattern } from "./host";

describe("a pattern of hosts", () => {
  it.each([
    ["example.com", "example.com", true],
    ["EXAMPLE.com", "example.com", true],
    ["a.example.com", "*.example.com", true],
    ["a.b.example.com", "*.example.com", true],
    ["example.com", "*.example.com", false],
    ["example.com.evil.example", "*.example.com", false],
    ["evilexample.com", "*.example.com", false],
    ["example.com:3000", "example.com", false],
    ["example.com:3000", "example.com:3000", true],
    ["localhost:8080", "localhost:*", true],
    ["localhost", "localhost:*", false],
    ["a.example.com:1", "*.example.com", false],
    ["preview-7.example.com", "preview-?.example.com", true],
    ["preview-77.example.com", "preview-?.example.com", false],
    ["https://example.com", "example.com", true],
    ["example.com", "https://example.com/path", true],
    ["exampleXcom", "example.com", false],
    ["[::1]:3000", "[::1]:*", true],
    ["evil.example#.example.com", "*.example.com", false],
    ["evil.example?.example.com", "*.example.com", false],
    ["user@a.example.com", "*.example.com", false],
    ["evil.example\\.example.com", "*.example.com", false],
    ["", "*", false],
  ])("%j of %j: %s", (host, pattern, matches) => {
    expect(matchesHostPattern(host, pattern)).toBe(matches);
  });

  it("never takes what a URL would read as another host", () => {
    fc.assert(
      fc.property(fc.string(), (prefix) => {
        const host = `${prefix}.example.com`;
        if (!matchesHostPattern(host, "*.example.com") || host.includes("/")) return;
        expect(new URL(`https://${host}`).hostname.endsWith(".example.com")).toBe(true);
      }),
    );
  });
});

describe("a Host header", () => {
  it.each([
    "example.com/x",
    "a b",
    "a,b",
    "",
    "-a.com",
    "a:b",
    "a:123456",
    "a:65536",
    "256.0.0.1",
    "[::g]",
    "[::1",
    "a@b",
    "x".repeat(300),
  ])("is none when it is %j", (text) => {
    expect(isHost(text)).toBe(false);
  });
  it.each(["a", "example.com", "a-b.example.com:443", "127.0.0.1:3000", "[::1]", "my_service:80", "a:65535"])(
    "may be %s",
    (text) => {
      expect(isHost(text)).toBe(true);
    },
  );
});
