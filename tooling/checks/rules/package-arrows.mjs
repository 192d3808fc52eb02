// ARCHITECTURE.md, "The packages": arrows point one way.
//   better-auth → frameworks → client;  a plugin's server half → core, its client half → client;  cli → core
import ts from "typescript";
import { lineOf } from "../imports.mjs";

const umbrella = "better-auth";
const types = "@better-auth/core/types";
/** Both halves of a plugin have its error codes; there is nothing else in this entry. */
const errorCodes = "@better-auth/core/utils/error-codes";

const inBrowser = { uses: ["@better-auth/client"], because: "what runs in a browser imports the client" };
const onServer = { uses: ["@better-auth/core"], because: "what runs on the server imports the core" };

/** The packages whose code is all of one kind, by folder. A plugin package has two halves. */
const kinds = {
  core: { uses: [], because: "the core imports no sibling" },
  client: { uses: [], because: "the client imports nothing of the core at run time" },
  react: inBrowser,
  vue: inBrowser,
  svelte: inBrowser,
  solid: inBrowser,
  lynx: inBrowser,
  "next-js": onServer,
  astro: onServer,
  remix: onServer,
  "svelte-kit": onServer,
  "solid-start": onServer,
  "tanstack-start": onServer,
  node: onServer,
  cli: onServer,
  "redis-storage": onServer,
  "test-utils": onServer,
};
const pluginPackages = ["plugins", "passkey", "expo", "api-key", "oauth-provider", "scim", "sso", "stripe"];

/**
 * `siblings`: the name of every package by its folder; `compatNames`: the names of the packages in compat/.
 * @returns {import("./violation.mjs").Violation[]}
 */
export function checkPackageArrows({ sources, siblings, compatNames, resolveImport }) {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return sources.flatMap((source) => {
    const [, folder] = source.path.split("/");
    const isUmbrella = folder === umbrella;
    const broken = source.imports.flatMap(({ specifier, line, isTypeOnly }) => {
      const rule = isUmbrella
        ? brokenInUmbrella(specifier)
        : (brokenEverywhere(source, specifier) ?? brokenArrow(source.path, folder, specifier, isTypeOnly));
      return rule === undefined ? [] : [{ file: source.path, line, subject: `imports "${specifier}"`, ...rule }];
    });
    return isUmbrella ? [...broken, ...checkOnlyReExports(source)] : broken;
  });

  /** The file behind a relative import, or one that it imports in turn, that takes more of the core than error codes. */
  function coreBehind(path, specifier, seen = new Set()) {
    const target = specifier.startsWith(".") ? byPath.get(resolveImport(path, specifier)) : undefined;
    if (target === undefined || seen.has(target.path)) return undefined;
    seen.add(target.path);
    for (const { specifier: next, isTypeOnly } of target.imports) {
      if (isTypeOnly) continue;
      if (packageName(next) === "@better-auth/core" && next !== errorCodes) return target.path;
      const found = coreBehind(target.path, next, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function brokenEverywhere(source, specifier) {
    const name = packageName(specifier);
    if (name === siblings.get(source.path.split("/")[1])) {
      return { rule: "a package imports its own files by their path", mend: "write the relative path" };
    }
    if (name === umbrella) {
      return { rule: "no package imports the umbrella", mend: "import from the package that it re-exports" };
    }
    if (compatNames.has(name)) {
      return { rule: "nothing imports compat/", mend: "import from the package that it re-exports" };
    }
    const target = resolveImport(source.path, specifier);
    if (
      specifier.startsWith(".") &&
      (target === undefined || !target.startsWith(`packages/${source.path.split("/")[1]}/`))
    ) {
      return { rule: "a relative import stays within its package", mend: "import the other package by its name" };
    }
    return undefined;
  }

  function brokenArrow(path, folder, specifier, isTypeOnly) {
    const name = packageName(specifier);
    const kind = kindOf(path, folder);
    if (pluginPackages.includes(folder)) {
      if (specifier === errorCodes) return undefined;
      const behind = kind === inBrowser && !isTypeOnly ? coreBehind(path, specifier) : undefined;
      if (behind !== undefined)
        return {
          rule: `${inBrowser.because}; ${behind} imports the core`,
          mend: "move what both need to a file of its own",
        };
    }
    if (![...siblings.values()].includes(name)) return undefined;
    if (kind === undefined) {
      return {
        rule: "every package has its place in the arrows",
        mend: `add ${folder} to tooling/checks/rules/package-arrows.mjs`,
      };
    }
    if (kind.uses.includes(name)) return undefined;
    if (folder !== "core" && specifier === types) {
      if (isTypeOnly) return undefined;
      return { rule: `${types} holds types only`, mend: "write `import type` or `export type`" };
    }
    return {
      rule: kind.because,
      mend:
        name === "@better-auth/core"
          ? `take the type from ${types}, or move the code to the server half`
          : "turn the arrow round, or pass the value in",
    };
  }
}

function brokenInUmbrella(specifier) {
  if (specifier.startsWith("@better-auth/")) return undefined;
  return {
    rule: "the umbrella re-exports its siblings and nothing else",
    mend: "move the code to the sibling that it belongs to, and re-export it",
  };
}

function kindOf(path, folder) {
  if (!pluginPackages.includes(folder)) return kinds[folder];
  return /\/client(\/|-[^/]*\.|\.)/.test(path) ? inBrowser : onServer;
}

function packageName(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function checkOnlyReExports({ path, syntax }) {
  return syntax.statements
    .filter((statement) => !ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined)
    .map((statement) => ({
      file: path,
      line: lineOf(syntax, statement),
      subject: "is more than a re-export",
      rule: "the umbrella re-exports its siblings and nothing else",
      mend: "move the code to the sibling that it belongs to, and re-export it",
    }));
}
