import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../../../", import.meta.url);
const page = readFileSync(new URL("docs/integrations/next-js.md", root), "utf8");

/** Blocks of code that name the file they are from in their first line. */
const excerpts = [...page.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]+?)^```$/gm)].map(([, file, code]) => ({
  file,
  code,
}));

describe("docs/integrations/next-js.md", () => {
  it("shows files of the demo application", () => {
    expect(excerpts.length).toBeGreaterThan(5);
  });

  it.each(excerpts)("$file is shown as it is", ({ file, code }) => {
    const source = new URL(`apps/next-js/${file}`, root);
    expect(existsSync(source)).toBe(true);
    expect(readFileSync(source, "utf8")).toContain(code);
  });
});
