import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { aliasesAbove } from "./path-aliases";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aliases-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const aliases = (text: string) => {
  writeFileSync(join(folder, "tsconfig.json"), text);
  return aliasesAbove(folder, { withOwn: true });
};

it("takes a path that stands alone for a list of one", () => {
  expect(aliases('{ "compilerOptions": { "paths": { "@/*": "./src/*" } } }')).toEqual({ "@/": join(folder, "src") });
});

it.each([
  "null",
  "[]",
  '{ "compilerOptions": null, "extends": null, "references": null }',
  '{ "compilerOptions": { "paths": { "@/*": 1, "~/*": [null] }, "baseUrl": 1 } }',
  '{ "compilerOptions": { "paths": 1 }, "extends": [1], "references": [null, {}, { "path": 1 }] }',
  '{ "extends": 1, "references": {} }',
])("finds none in %s", (text) => {
  expect(aliases(text)).toEqual({});
});
