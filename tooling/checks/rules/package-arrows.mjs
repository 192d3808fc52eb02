// ARCHITECTURE.md, "The packages": arrows point one way.
//   better-auth → frameworks → client;  a plugin's server half → core, its client half → client;  cli → core
import ts from "typescript";
import { lineOf } from "../imports.mjs";

const umbrella = "better-auth";
const types = "@better-auth/core/types";

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
  "next-js": onServer,
  astro: onServer,
  remix: onServer,
  node: onServer,
  cli: onServer,
  "redis-storage": onServer,
};
const pluginPackages = ["plugins", "passkey", "api-key", "oauth-provider", "scim", "sso", "stripe"];

/**
 * `siblings`: the name of every package by its folder; `compatNames`: the names of the packages in compat/.
 * @returns {import("./violation.mjs").Violation[]}
 */
export function checkPackageArrows({ sources, siblings, compatNames, resolveImport }) {
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
    if (![...siblings.values()].includes(name)) return undefined;
    const kind = kindOf(path, folder);
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
