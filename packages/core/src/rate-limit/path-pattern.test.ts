import { describe, expect, it } from "vitest";
import { compilePathPattern } from "./path-pattern";

describe("patterns of paths", () => {
  it.each([
    ["/list-sessions", ["/list-sessions"], ["/list-sessions/", "/list-session", "/LIST-SESSIONS"]],
    ["/list-*", ["/list-sessions", "/list-"], ["/list-sessions/x", "/list"]],
    ["/*-sessions", ["/list-sessions"], ["/list/x-sessions"]],
    ["/sign-in/*", ["/sign-in/email"], ["/sign-in", "/sign-in/a/b"]],
    ["/sign-in/**", ["/sign-in", "/sign-in/email", "/sign-in/a/b"], ["/sign-in-x", "/sign-up/email"]],
    ["/**", ["/ok", "/a/b/c"], []],
    ["**", ["/ok", "/a/b/c"], []],
    ["/**/email", ["/email", "/sign-in/email", "/a/b/email"], ["/sign-in/emails", "/x-email"]],
    ["/a/**/z", ["/a/z", "/a/b/z", "/a/b/c/z"], ["/a", "/az"]],
    ["/reset-**", ["/reset-password"], ["/reset-password/abc"]],
    ["/*/*", ["/a/b"], ["/a", "/a/b/c"]],
    ["/a.c/*", ["/a.c/x"], ["/abc/x"]],
    ["*", [], ["/ok", "/a/b"]],
    ["list-*", [], ["/list-sessions"]],
  ])("%s", (pattern, matching, others) => {
    const matches = compilePathPattern(pattern);
    expect(matching.filter((path) => !matches(path))).toEqual([]);
    expect(others.filter((path) => matches(path))).toEqual([]);
  });
});
