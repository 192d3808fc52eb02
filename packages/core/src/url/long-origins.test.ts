import { expect, it, vi } from "vitest";
import { compileTrustedOrigins } from "./origin";

it.each([
  ["exp://192.168.*.*:*/*", "exp://192.168.", "exp://192.168.1.7:8081/--/home"],
  ["https://*.*.example.com", "https://", "https://a.b.example.com/home"],
  ["*.preview.*.example.com", "https://", "https://a.preview.b.example.com/home"],
])("%s is compared with a long host at once", (entry, start, fine) => {
  const { matches } = compileTrustedOrigins([entry]);
  const begun = performance.now();
  expect(matches(`${start}${"a.preview.".repeat(20_000)}com`)).toBe(false);
  // Tried at every dot for every star it takes some seconds.
  expect(performance.now() - begun).toBeLessThan(500);
  expect(matches(fine)).toBe(true);
});

it("an origin is remembered, and an address with a long path is not", () => {
  const { matches } = compileTrustedOrigins(["https://app.example.com"]);
  const parsed = vi.spyOn(globalThis, "URL");
  const timesParsed = (url: string) => {
    parsed.mockClear();
    expect([matches(url), matches(url)]).toEqual([true, true]);
    return parsed.mock.calls.length;
  };
  expect(timesParsed("https://app.example.com")).toBe(1);
  expect(timesParsed(`https://app.example.com/${"a".repeat(100_000)}`)).toBe(2);
  parsed.mockRestore();
});
