// The exports map of a package.json is the only list of its entries. A built file mirrors its source:
// dist/db-adapter.js comes from src/db-adapter.ts. The build, the tests and the checks all read it from here.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Every entry of a package: `specifier` as others import it (`@better-auth/core/db`, `#hashing`; undefined for a bin),
 * `name` of the built file without dist/ and .js, `source` as an absolute path.
 * @param {string} folder the package's folder
 * @returns {{ specifier: string | undefined, name: string, source: string }[]}
 */
export function entriesOf(folder) {
  const manifest = readManifest(folder);
  const exported = Object.entries(manifest.exports ?? {}).map(([subpath, target]) => ({
    specifier: manifest.name + subpath.slice(1),
    target,
  }));
  const imported = Object.entries(manifest.imports ?? {}).map(([specifier, target]) => ({ specifier, target }));
  const executable = Object.values(manifest.bin ?? {}).map((target) => ({ specifier: undefined, target }));

  const entries = [...exported, ...imported, ...executable].flatMap(({ specifier, target }) =>
    builtFiles(target).map((file) => {
      const name = file.slice("./dist/".length, -".js".length);
      return { specifier, name, source: sourceFile(folder, name) };
    }),
  );
  // Several conditions or bins may share one built file.
  return entries.filter((entry, index) => entries.findIndex((e) => e.name === entry.name) === index);
}

/** @param {string} folder */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

// A target is a path or an object of conditions; declarations come with their .js.
function builtFiles(target) {
  if (typeof target === "object" && target !== null) return Object.values(target).flatMap(builtFiles);
  return /^\.\/dist\/.+(?<!\.d)\.js$/.test(target) ? [target] : [];
}

function sourceFile(folder, name) {
  const base = resolve(folder, "src", name);
  return existsSync(`${base}.tsx`) ? `${base}.tsx` : `${base}.ts`;
}
