import { describe, expect, it } from "vitest";
import type { Application } from "./application";
import { importPath, relativeImport } from "./import-path";

const app = (aliases: Application["aliases"]): Application => ({
  folder: "/shop",
  name: "shop",
  dependencies: new Map(),
  scripts: new Set(),
  isWorkspaceRoot: false,
  language: "ts",
  sourceFolder: "src/",
  importsExtensions: false,
  aliases,
});
const route = "src/app/api/auth/[...all]/route.ts";

describe("an import", () => {
  it.each([
    ["an alias of the sources", { "@/": "/shop/src" }, "src/lib/auth.ts", "@/lib/auth"],
    ["an alias of the folder", { "~/": "/shop" }, "src/lib/auth.ts", "~/src/lib/auth"],
    ["the alias that leads there", { "@ui/": "/shop/ui", "@/": "/shop/src" }, "src/lib/auth.ts", "@/lib/auth"],
    ["no alias of another folder", { "@/": "/shop/src" }, "auth.ts", "../../../../../auth"],
    ["no alias of a single file", { "@auth": "/shop/src" }, "src/lib/auth.ts", "../../../../lib/auth"],
    ["no alias, when there is none", {}, "src/auth/index.ts", "../../../../auth"],
  ])("goes through %s", (_, aliases, to, expected) => {
    expect(importPath(app(aliases as Record<string, string>), to, route)).toBe(expected);
  });

  it("starts with a dot in the same folder", () => {
    expect(relativeImport("auth.ts", "server")).toBe("./auth");
  });

  it.each([
    ["lib/auth.ts", "./lib/auth.js"],
    ["lib/auth.mts", "./lib/auth.mjs"],
    ["auth/index.js", "./auth/index.js"],
  ])("of %s names the file that Node looks for", (to, expected) => {
    expect(relativeImport(to, "server", { withExtension: true })).toBe(expected);
  });
});
