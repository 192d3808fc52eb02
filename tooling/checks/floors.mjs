// Holds the plan of the house: who may import whom, in the core and among the packages.
// Usage: node tooling/checks/floors.mjs [root of the repository]
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { entriesOf, readManifest } from "../build/entries.mjs";
import { readSources } from "./imports.mjs";
import { checkApiErrors } from "./rules/api-errors.mjs";
import { checkCircles } from "./rules/circles.mjs";
import { checkCoreFloors } from "./rules/core-floors.mjs";
import { checkOwners } from "./rules/owners.mjs";
import { checkPackageArrows } from "./rules/package-arrows.mjs";
import { checkPathLiterals } from "./rules/path-literals.mjs";
import { checkSecretComparisons } from "./rules/secret-comparisons.mjs";
import { format } from "./rules/violation.mjs";

const rules = [
  checkCoreFloors,
  checkOwners,
  checkCircles,
  checkPackageArrows,
  checkPathLiterals,
  checkSecretComparisons,
  checkApiErrors,
];

/** @param {string} root @returns {import("./rules/violation.mjs").Violation[]} */
export function checkFloors(root) {
  const house = readHouse(root);
  return rules.flatMap((rule) => rule(house));
}

function readHouse(root) {
  const folders = packageFolders(root, "packages");
  const sources = folders
    .filter((folder) => existsSync(join(root, folder, "src")))
    .flatMap((folder) => readSources(root, `${folder}/src`));
  const nameOf = (folder) => readManifest(join(root, folder)).name;
  return {
    sources,
    siblings: new Map(folders.map((folder) => [folder.slice("packages/".length), nameOf(folder)])),
    compatNames: new Set(packageFolders(root, "compat").map(nameOf)),
    resolveImport: importResolver(root, folders),
  };
}

function packageFolders(root, group) {
  if (!existsSync(join(root, group))) return [];
  return readdirSync(join(root, group))
    .sort()
    .map((name) => `${group}/${name}`)
    .filter((folder) => existsSync(join(root, folder, "package.json")));
}

/** Finds the source file behind an import, as a path from the root; undefined for what is not in the repository. */
function importResolver(root, folders) {
  const fromRoot = (file) => relative(root, file).split(sep).join("/");
  const published = new Map(
    folders.flatMap((folder) =>
      entriesOf(join(root, folder)).map((entry) => [entry.specifier, fromRoot(entry.source)]),
    ),
  );
  return (from, specifier) => {
    if (!specifier.startsWith(".")) return published.get(specifier);
    const base = resolve(root, dirname(from), specifier).replace(/\.js$/, "");
    const file = [`${base}.ts`, `${base}.tsx`, join(base, "index.ts"), base].find(
      (path) => /\.\w+$/.test(path) && existsSync(path),
    );
    // A file that is not there yet still tells its folder.
    return fromRoot(file ?? `${base}.ts`);
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const violations = checkFloors(resolve(process.argv[2] ?? "."));
  for (const violation of violations) console.log(`${format(violation)}\n`);
  console.log(
    violations.length === 0 ? "floors: every import goes the right way" : `floors: ${violations.length} to mend`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}
