// The adapter that docs/adapters/your-own-adapter.md shows passes the suite, in both ways that the page shows.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { readBlocks } from "./blocks.mjs";

const page = "docs/adapters/your-own-adapter.md";
const blocks = readBlocks(page, readFileSync(join(import.meta.dirname, "../..", page), "utf8"));
const files = ["my-adapter.ts", "my-adapter.test.ts", "my-suites.test.ts"];

/** The files lie beside this one for as long as they are loaded, so that they import what our tests import. */
const folder = mkdtempSync(join(import.meta.dirname, ".own-adapter-"));
try {
  for (const file of files) {
    const { code } = await transform(blocks.find(({ title }) => title === file).code, { loader: "ts" });
    writeFileSync(join(folder, file.replace(/ts$/, "mjs")), code.replace('"./my-adapter"', '"./my-adapter.mjs"'));
  }
  for (const file of files.slice(1)) await import(join(folder, file.replace(/ts$/, "mjs")));
} finally {
  rmSync(folder, { recursive: true });
}
