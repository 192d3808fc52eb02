import { describe, expect, it } from "vitest";
import { withQuery } from "./with-query";

describe("a target with one more parameter", () => {
  it.each([
    ["/", "/?error=A_B"],
    ["/page?x=1#here", "/page?x=1&error=A_B#here"],
    ["https://app.example/p#a?b", "https://app.example/p?error=A_B#a?b"],
    ["myapp://done?", "myapp://done?&error=A_B"],
  ])("of %s is %s", (target, expected) => {
    expect(withQuery(target, "error", "A_B")).toBe(expected);
  });

  it("keeps the parameter in its place", () => {
    expect(withQuery("/p", "error", "a&b=c#d")).toBe("/p?error=a%26b%3Dc%23d");
  });
});
