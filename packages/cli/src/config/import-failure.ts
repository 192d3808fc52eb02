import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../failure";

/** Where a configuration was being loaded. */
interface Loading {
  /** The project's folder; paths are told from there. */
  readonly folder: string;
  /** Absolute. */
  readonly file: string;
}

/** An import that led nowhere. */
interface MissingImport {
  readonly specifier: string;
  /** Absolute. */
  readonly importer: string;
}

function tell(path: string, { folder }: Loading): string {
  const inside = relative(folder, path);
  return inside === "" || inside.startsWith("..") ? path : inside.split(sep).join("/");
}

function fromFileURL(text: string): string {
  return text.startsWith("file:") ? fileURLToPath(text) : text;
}

function findMissingImport(error: Error, loading: Loading): MissingImport | undefined {
  const { code, requireStack } = error as { code?: unknown; requireStack?: readonly string[] };
  if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") {
    // Node: "Cannot find module 'x'", "Cannot find package 'x' imported from /file.js"
    const [, specifier, importer] =
      /Cannot find (?:module|package) '([^']+)'(?: imported from (.+?)(?:\n|$))?/.exec(error.message) ?? [];
    if (specifier === undefined) return undefined;
    return {
      specifier,
      importer: importer === undefined ? (requireStack?.[0] ?? loading.file) : fromFileURL(importer),
    };
  }
  if (code === "ERR_PACKAGE_PATH_NOT_EXPORTED") {
    // Node: "Package subpath './sub' is not defined by "exports" in /node_modules/x/package.json imported from /file.js"
    const [, subpath, home, importer] =
      /subpath '\.([^']*)' is not defined by "exports" in .*node_modules[\\/](.+?)[\\/]package\.json(?: imported from (.+?)(?:\n|$))?/.exec(
        error.message,
      ) ?? [];
    if (home === undefined) return undefined;
    return {
      specifier: home.split(sep).join("/") + subpath,
      importer: importer === undefined ? loading.file : fromFileURL(importer),
    };
  }
  return undefined;
}

/** The line of the importing file that names the module, as in ":3"; empty when there is none. */
function lineOf({ specifier, importer }: MissingImport): string {
  if (!existsSync(importer)) return "";
  const lines = readFileSync(importer, "utf8").split("\n");
  const index = lines.findIndex((line) => line.includes(`"${specifier}"`) || line.includes(`'${specifier}'`));
  return index < 0 ? "" : `:${index + 1}`;
}

const installers = [
  ["pnpm-lock.yaml", "pnpm add"],
  ["yarn.lock", "yarn add"],
  ["bun.lock", "bun add"],
  ["bun.lockb", "bun add"],
] as const;

function installerOf(folder: string): string {
  return installers.find(([lockFile]) => existsSync(join(folder, lockFile)))?.[1] ?? "npm install";
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

// https://docs.npmjs.com/cli/configuring-npm/package-json#name: what no package can be called is an alias.
const packageName = /^(?:@[a-z0-9-_.~]+\/)?[a-z0-9-_][a-z0-9-_.~]*$/;

function isInstalled(name: string, importer: string): boolean {
  const folders = createRequire(importer).resolve.paths(name) ?? [];
  return folders.some((folder) => existsSync(join(folder, name)));
}

function mendMissing({ specifier, importer }: MissingImport, { folder }: Loading): string[] {
  if (/generated|\.prisma/.test(specifier)) {
    return ["It looks generated: run its generator first (for Prisma: npx prisma generate)."];
  }
  if (/^[./\\]|^[A-Za-z]:/.test(specifier)) return ["Mend the path, or add the file."];
  const name = packageOf(specifier);
  if (packageName.test(name) && !name.startsWith("#")) {
    return isInstalled(name, importer)
      ? [`${name} is installed, but has no such entry: check the path after its name, and its version.`]
      : [
          `Install it: ${installerOf(folder)} ${name}`,
          "or, if it is a path alias, add it to compilerOptions.paths in tsconfig.json.",
        ];
  }
  return ["If it is a path alias, check that compilerOptions.paths in tsconfig.json leads to an existing file."];
}

/** The place of the project's own code that threw, as in "src/db.ts:3". */
function thrownAt(error: Error, loading: Loading): string | undefined {
  for (const line of error.stack?.split("\n") ?? []) {
    const [, path, place] =
      /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]+?):(\d+):\d+\)?$/.exec(line) ?? [];
    if (path === undefined) continue;
    const file = fromFileURL(path);
    if (!/[\\/]node_modules[\\/]/.test(file) && !relative(loading.folder, file).startsWith("..")) {
      return `${tell(file, loading)}:${place}`;
    }
  }
  return undefined;
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [String(error)];
  return [error.message, ...causes(error.cause)];
}

/**
 * Says which file could not be loaded, which import failed or which line threw, and what to do.
 * @param error whatever loading the configuration threw
 */
export function explainImportFailure(error: unknown, loading: Loading): Failure {
  const config = tell(loading.file, loading);
  if (!(error instanceof Error)) {
    return new Failure(`${config} could not be loaded: it threw ${JSON.stringify(error)}.`, { cause: error });
  }

  const missing = findMissingImport(error, loading);
  if (missing !== undefined) {
    const place = `${tell(missing.importer, loading)}${lineOf(missing)}`;
    const through = tell(missing.importer, loading) === config ? "" : `, which ${config} needs`;
    return new Failure(`${place} imports "${missing.specifier}"${through}: it cannot be found.`, {
      mend: mendMissing(missing, loading),
      cause: error,
    });
  }

  // jiti: "ParseError: Unexpected token \n /file.ts:1:33"
  const [, problem, file, line] = /^ParseError: (.*?)\s*\n\s*(.+):(\d+):\d+$/.exec(error.message) ?? [];
  if (file !== undefined) {
    return new Failure(`${tell(file, loading)}:${line} is not valid TypeScript: ${problem}.`, { cause: error });
  }

  // A native module that was built for another Node.
  if (/NODE_MODULE_VERSION|ERR_DLOPEN_FAILED/.test(`${error.message} ${(error as { code?: unknown }).code}`)) {
    return new Failure(`${config} loads a native module that was built for another Node: ${error.message}`, {
      mend: `You run Node ${process.versions.node}. Use the Node that it was installed with, or rebuild it: npm rebuild`,
      cause: error,
    });
  }

  const place = thrownAt(error, loading);
  const where = place === undefined ? "" : ` (thrown at ${place})`;
  return new Failure(`${config} could not be loaded: ${causes(error).join(": ")}${where}`, { cause: error });
}
