import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, parse, resolve } from "node:path";
import { lookAt } from "../files/look-at";

/** What of a tsconfig.json or jsconfig.json matters here; people write it, so nothing about its values is certain. */
interface ProjectFile {
  readonly extends?: unknown;
  readonly references?: unknown;
  readonly compilerOptions?: { readonly baseUrl?: unknown; readonly paths?: unknown } | null;
}

/** The texts of a value that is one or a list of them. */
const textsOf = (value: unknown): readonly string[] =>
  [value].flat().filter((entry): entry is string => typeof entry === "string");

const STRING = String.raw`"(?:\\.|[^"\\])*"`;
const comments = new RegExp(String.raw`(${STRING})|//[^\n]*|/\*[\s\S]*?\*/`, "g");
const trailingCommas = new RegExp(String.raw`(${STRING})|,(?=\s*[}\]])`, "g");

/** These files are JSON with comments and trailing commas. */
function readProjectFile(path: string): ProjectFile {
  const keepStrings = (_: string, string?: string) => string ?? "";
  try {
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    const read: unknown = JSON.parse(text.replace(comments, keepStrings).replace(trailingCommas, keepStrings));
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    return {}; // an alias that is needed and missing is reported with the import that fails
  }
}

function fileOf(from: string, named: string): string {
  const path = resolve(dirname(from), named);
  if (lookAt(path)?.isDirectory() === true) return join(path, "tsconfig.json");
  return existsSync(path) || path.endsWith(".json") ? path : `${path}.json`;
}

/** What a base folder alone makes possible: its entries, under their own names. */
function entriesOf(base: string): Readonly<Record<string, string>> {
  if (lookAt(base)?.isDirectory() !== true) return {};
  const entries = readdirSync(base, { withFileTypes: true }).filter(({ name }) => !/^\.|^node_modules$/.test(name));
  return Object.fromEntries(
    entries.map((entry) =>
      entry.isDirectory()
        ? [`${entry.name}/`, join(base, entry.name)]
        : [parse(entry.name).name, join(base, entry.name)],
    ),
  );
}

/** The paths of a project file, absolute; its own, else those of what it extends. */
function pathsOf(file: string, depth = 0): Readonly<Record<string, string>> {
  const { compilerOptions, extends: parents } = readProjectFile(file);
  const [baseUrl] = textsOf(compilerOptions?.baseUrl);
  if (compilerOptions?.paths) {
    const base = resolve(dirname(file), baseUrl ?? ".");
    const first = Object.entries(compilerOptions.paths).flatMap(([pattern, given]) => {
      const targets = textsOf(given);
      const target = targets.find((path) => existsSync(resolve(base, path.replace(/\*.*$/, "")))) ?? targets[0];
      const prefix = pattern.replace(/\*$/, "");
      // A pattern of "*" alone is about types, and would take every import.
      return target === undefined || prefix === "" ? [] : [[prefix, resolve(base, target.replace(/\*$/, ""))] as const];
    });
    return Object.fromEntries(first);
  }
  if (baseUrl !== undefined) return entriesOf(resolve(dirname(file), baseUrl));
  if (depth > 8) return {};
  return Object.assign({}, ...textsOf(parents).map((parent) => pathsOf(fileOf(file, parent), depth + 1)));
}

/** The nearest one in the folder or above it. */
function findAbove(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : findAbove(dirname(folder), name);
}

/** SvelteKit writes its aliases into a file that it generates; this is the one that every project has. */
function svelteLibrary(folder: string): Record<string, string> {
  const config = findAbove(folder, "svelte.config.js") ?? findAbove(folder, "svelte.config.ts");
  return config === undefined ? {} : { "$lib/": join(dirname(config), "src/lib/") };
}

/**
 * Path aliases that the loader does not read by itself, by prefix: those of a jsconfig.json, and of the projects that a
 * tsconfig.json refers to.
 *
 * @param folder the configuration's
 * @param settings.withOwn also those of the tsconfig.json itself, for when the loader cannot read it
 * @example aliasesAbove("app/lib") // { "@/": "app/" }
 */
export function aliasesAbove(folder: string, settings: { withOwn?: boolean } = {}): Record<string, string> {
  const tsconfig = findAbove(folder, "tsconfig.json");
  if (tsconfig === undefined) {
    const jsconfig = findAbove(folder, "jsconfig.json");
    return { ...svelteLibrary(folder), ...(jsconfig === undefined ? {} : pathsOf(jsconfig)) };
  }
  const { references } = readProjectFile(tsconfig);
  const referred = [references]
    .flat()
    .flatMap((reference) => textsOf((reference as { path?: unknown } | null | undefined)?.path))
    .map((path) => pathsOf(fileOf(tsconfig, path)));
  return Object.assign(svelteLibrary(folder), ...referred, settings.withOwn === true ? pathsOf(tsconfig) : {});
}
