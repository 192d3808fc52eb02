// What `npm i better-auth` brings along: the packages of others, and the size of everything.
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const PACKAGES = 8;
const MEBIBYTES = 8;
const root = join(import.meta.dirname, "../..");

const sizeOf = (path) => {
  const stat = lstatSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path)
    .filter((name) => name !== "node_modules")
    .reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
};

/** A package of ours ships what its manifest lists. */
const shippedSize = (folder, manifest) =>
  ["package.json", ...(manifest.files ?? ["."])]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .reduce((sum, path) => sum + sizeOf(path), 0);

/** Where Node finds a dependency of a package. */
function find(from, name) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === dirname(folder)) throw new Error(`${name}, a dependency of ${from}, is not installed`);
  }
}

function closure(folder, found = new Map()) {
  if (found.has(folder)) return found;
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const isOurs = folder.startsWith(join(root, "packages"));
  found.set(folder, { name: manifest.name, isOurs, size: isOurs ? shippedSize(folder, manifest) : sizeOf(folder) });
  for (const name of Object.keys(manifest.dependencies ?? {})) closure(find(folder, name), found);
  return found;
}

it(`installs at most ${PACKAGES} packages of others and ${MEBIBYTES} MiB in all`, () => {
  const installed = [...closure(join(root, "packages/better-auth")).values()];
  const others = installed.filter(({ isOurs }) => !isOurs).map(({ name }) => name);
  expect(installed.map(({ name }) => name)).toContain("@better-auth/core");
  expect(others.length, others.join(", ")).toBeLessThanOrEqual(PACKAGES);
  const size = installed.reduce((sum, one) => sum + one.size, 0);
  expect(size).toBeGreaterThan(500_000);
  expect(size).toBeLessThanOrEqual(MEBIBYTES * 2 ** 20);
});
