// Pages lead to what is there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deadLinks } from "./links.mjs";
import { readPages, repository } from "./pages.mjs";

const others = ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "apps/next-js/README.md"];
const pages = [...readPages(), ...others.map((page) => ({ page, text: readFileSync(join(repository, page), "utf8") }))];

describe("links", () => {
  it.each(pages)("of $page lead to files and headings that are there", ({ page, text }) => {
    expect(deadLinks(page, text)).toEqual([]);
  });

  it("that lead nowhere are told", () => {
    const text = "# A b?\n[x](nowhere.md) [y](#a-b) [z](#c) [w](README.md#documentation)\n```\n[not](one.md)\n```\n";
    expect(deadLinks("docs/README.md", text)).toEqual([
      "docs/README.md: nowhere.md is not there",
      "docs/README.md: #a-b names no heading",
      "docs/README.md: #c names no heading",
    ]);
  });

  it("lead from the table of contents to every page", () => {
    const contents = readFileSync(join(repository, "docs/README.md"), "utf8");
    const inDocs = readPages().filter(({ page }) => page.startsWith("docs/") && page !== "docs/README.md");
    const missing = inDocs.filter(({ page }) => !contents.includes(`(${page.slice("docs/".length)})`));
    expect(missing.map(({ page }) => page)).toEqual([]);
  });
});

describe("SECURITY.md", () => {
  it("names tests and folders that are there", () => {
    const text = readFileSync(join(repository, "SECURITY.md"), "utf8");
    const rows = text.split("\n").filter((line) => line.includes(".test.ts`"));
    expect(rows.length).toBeGreaterThan(10);
    const named = [...rows.join("\n").matchAll(/`([\w/-]+(?:\/|\.test\.ts))`/g)].map(([, path]) => path);
    expect(named.filter((path) => !existsSync(join(repository, "packages/core/src", path)))).toEqual([]);
  });
});
