import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { aliasesAbove } from "./path-aliases";

/** An import that led nowhere. */
export interface MissingImport {
  /** As it is written. */
  readonly specifier: string;
  /** The absolute path of the file that imports it; `undefined` where the error does not tell. */
  readonly importer: string | undefined;
  /** The absolute path that it leads to, where that is known; as it is written, perhaps without an extension. */
  readonly path?: string | undefined;
}

/** A path, also when it is told as a URL. */
export function fromFileURL(text: string): string {
  return text.startsWith("file:") ? fileURLToPath(text) : text;
}

const pathOrNothing = (text: string | undefined) => (text === undefined ? undefined : fromFileURL(text));

/** The name of the module, in each import of a text. */
export const importedNames = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'\n]+)["']/g;

/**
 * Errors tell an import behind a path alias by the path that the alias leads to. This is the name in the importing file
 * whose end is the same.
 */
function asWritten({ specifier, importer }: MissingImport): MissingImport {
  if (!isAbsolute(specifier) || importer === undefined || !existsSync(importer)) return { specifier, importer };
  const path = specifier.split(sep).join("/");
  const written = [...readFileSync(importer, "utf8").matchAll(importedNames)]
    .map(([, name = ""]) => name)
    .filter((name) => !name.startsWith(".") && name.includes("/"))
    .find((name) => path.endsWith(name.slice(name.indexOf("/"))));
  return { specifier: written ?? specifier, importer };
}

function pathOf({ specifier, importer }: MissingImport): string | undefined {
  if (isAbsolute(specifier)) return specifier;
  if (importer === undefined) return undefined;
  if (specifier.startsWith(".")) return resolve(dirname(importer), specifier);
  const aliases = Object.entries(aliasesAbove(dirname(importer), { withOwn: true }));
  const [prefix, target] =
    aliases.find(([name]) => (name.endsWith("/") ? specifier.startsWith(name) : specifier === name)) ?? [];
  return prefix === undefined || target === undefined ? undefined : join(target, specifier.slice(prefix.length));
}

/** Reads which import led nowhere out of an error of Node or of the loader; `undefined` for other errors. */
export function missingImportIn(error: Error): MissingImport | undefined {
  const missing = readMissingImport(error);
  return missing === undefined ? undefined : { ...asWritten(missing), path: pathOf(missing) };
}

function readMissingImport(error: Error): MissingImport | undefined {
  const { code, requireStack } = error as { code?: unknown; requireStack?: readonly string[] };
  if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") {
    // Node: "Cannot find module 'x'", "Cannot find package 'x' imported from /file.js"
    const [, specifier, importer] =
      /Cannot find (?:module|package) '([^']+)'(?: imported from (.+?)(?:\n|$))?/.exec(error.message) ?? [];
    return specifier === undefined
      ? undefined
      : { specifier: fromFileURL(specifier), importer: pathOrNothing(importer) ?? requireStack?.[0] };
  }
  if (code === "ERR_PACKAGE_PATH_NOT_EXPORTED") {
    // Node: "Package subpath './sub' is not defined by "exports" in /node_modules/x/package.json imported from /file.js"
    const [, subpath, home, importer] =
      /subpath '\.([^']*)' is not defined by "exports" in .*node_modules[\\/](.+?)[\\/]package\.json(?: imported from (.+?)(?:\n|$))?/.exec(
        error.message,
      ) ?? [];
    return home === undefined
      ? undefined
      : { specifier: home.split(sep).join("/") + subpath, importer: pathOrNothing(importer) };
  }
  if (code === "ERR_PACKAGE_IMPORT_NOT_DEFINED") {
    // Node: "Package import specifier "#x" is not defined in package /package.json imported from /file.js"
    const [, specifier, importer] =
      /import specifier "([^"]+)" is not defined(?:.* imported from (.+?)(?:\n|$))?/.exec(error.message) ?? [];
    return specifier === undefined ? undefined : { specifier, importer: pathOrNothing(importer) };
  }
  return undefined;
}
