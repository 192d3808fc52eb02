// What a bundler takes in for `better-auth/minimal`: everything it can reach, what loads later included.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "../conformance");

/** The files of our packages in a bundle that hold the query builder. */
async function withQueryBuilder(entry) {
  const { metafile } = await build({
    stdin: { contents: `export { betterAuth } from "${entry}";`, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    splitting: true,
    outdir: "out",
    format: "esm",
    platform: "node",
    packages: "bundle",
    external: ["better-sqlite3", "pg", "mysql2", "@opentelemetry/api", "bun:sqlite"],
  });
  const files = Object.keys(metafile.inputs).filter((file) => file !== "<stdin>");
  expect(files.length).toBeGreaterThan(1);
  return files.filter((file) => /kysely/i.test(readFileSync(join(folder, file), "utf8")));
}

it("has no query builder, which the whole package brings along", async () => {
  expect(await withQueryBuilder("better-auth")).not.toEqual([]);
  expect(await withQueryBuilder("better-auth/minimal")).toEqual([]);
});
