import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { importedNames, type MissingImport } from "./missing-import";

/** What the schema of Drizzle is called unless somebody says otherwise. */
const schemaName = /(?:^|[/\\])auth-schema(?:\.[cm]?[jt]s)?$/;

/** A name of an import under which `generate` writes the schema of Drizzle, as in "./auth-schema" and "@/db/auth-schema". */
export function looksLikeSchema(specifier: string): boolean {
  return schemaName.test(specifier);
}

const extension = /\.[cm]?[jt]sx?$/;

/** Two names of one module: with or without an extension, that of the source or that of what is compiled from it. */
export function isSameModule(a: string, b: string): boolean {
  return a.replace(extension, "") === b.replace(extension, "");
}

/**
 * The file that an import means which leads nowhere yet. In TypeScript "./auth-schema.js" means a file that ends with ".ts".
 *
 * @returns absolute; `undefined` where the import does not tell
 */
export function fileOf({ path, importer }: MissingImport): string | undefined {
  if (path === undefined) return undefined;
  const isTypeScript = importer === undefined || /\.[cm]?tsx?$/.test(importer);
  if (extension.test(path)) return isTypeScript ? path.replace(/\.([cm]?)jsx?$/, ".$1ts") : path;
  return `${path}${isTypeScript ? ".ts" : ".js"}`;
}

/**
 * Where a configuration that was loaded has its schema: among the files that were loaded, or imported by itself.
 *
 * @param loaded absolute paths; native modules may be missing
 * @param config absolute
 * @returns absolute; `undefined` when there is none, or more than one
 */
export function schemaAmong(loaded: readonly string[], config: string): string | undefined {
  const isOurs = (file: string) =>
    extension.test(file) && looksLikeSchema(file) && !/[/\\]node_modules[/\\]/.test(file);
  const imported = [...readFileSync(config, "utf8").matchAll(importedNames)]
    .map(([, specifier = ""]) => specifier)
    .filter((specifier) => specifier.startsWith(".") && looksLikeSchema(specifier))
    .flatMap((specifier) => ["", ".js", ".mjs"].map((end) => resolve(dirname(config), specifier + end)));
  const found = new Set([...loaded, ...imported].filter((file) => isOurs(file) && existsSync(file)));
  return found.size === 1 ? [...found][0] : undefined;
}
