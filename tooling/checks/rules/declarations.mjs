// TYPES.md: what a published declaration may name. A type that the user cannot resolve turns into `any` without a word.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { importsOf } from "../imports.mjs";

/** Entries for our own packages only: they have the types as a dev dependency. */
const internalEntries = new Set(["@better-auth/core/dist/zod.d.ts"]);

/** Packages whose declarations may name less than their dependencies. */
const allowed = {
  "@better-auth/client": ["@better-auth/core/types", "nanostores"],
};

/**
 * @param {{ manifest: object, root: string, files: string[] }} unpacked a package as it is published
 * @returns {string[]} one line for each import that a user's compiler could not follow
 */
export function checkDeclarations({ manifest, root, files }) {
  const installed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
  return files
    .filter((file) => /\.d\.ts$/.test(file) && !internalEntries.has(`${manifest.name}/${file}`))
    .flatMap((file) => {
      const syntax = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
      return importsOf(syntax)
        .filter(({ specifier }) => !canFollow(specifier, file))
        .map(({ specifier, line }) => `${file}:${line} names "${specifier}": expected ${expectation(manifest.name)}`);
    });

  function canFollow(specifier, file) {
    if (specifier.startsWith(".")) {
      const target = join(root, dirname(file), specifier);
      return [target.replace(/\.js$/, ".d.ts"), `${target}.d.ts`, join(target, "index.d.ts")].some((path) =>
        existsSync(path),
      );
    }
    if (specifier.startsWith("#")) return manifest.imports?.[specifier] !== undefined;
    const list = allowed[manifest.name];
    if (list !== undefined) return list.includes(specifier);
    return installed.has(packageName(specifier));
  }
}

function expectation(name) {
  return allowed[name] === undefined
    ? "a dependency, a peer dependency or a type of our own"
    : `only ${allowed[name].join(" or ")}`;
}

function packageName(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
