import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { Failure } from "../failure";
import { messageOf } from "../migration/message-of";
import { isUngeneratedPrisma, looksGenerated } from "./generated-client";
import { looksLikeSchema } from "./generated-schema";
import { fromFileURL, type MissingImport, missingImportIn } from "./missing-import";

/** Where a configuration was being loaded. */
interface Loading {
  /** The project's folder; paths are told from there. */
  readonly folder: string;
  /** Absolute. */
  readonly file: string;
}

/** An import that led nowhere, and the absolute path of the file that it stands in. */
type PlacedImport = MissingImport & { readonly importer: string };

function tell(path: string, { folder }: Loading): string {
  const inside = relative(folder, path);
  return inside === "" || inside.startsWith("..") ? path : inside.split(sep).join("/");
}

/** The line of the importing file that names the module, as in ":3"; empty when there is none. */
function lineOf({ specifier, importer }: PlacedImport): string {
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
  ["package-lock.json", "npm install"],
] as const;

/** By the nearest lock file: that of a workspace is above its packages. */
function installerOf(folder: string): string {
  const found = installers.find(([lockFile]) => existsSync(join(folder, lockFile)))?.[1];
  if (found !== undefined) return found;
  return dirname(folder) === folder ? "npm install" : installerOf(dirname(folder));
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

function mendMissing({ specifier, importer }: PlacedImport, { folder }: Loading): string[] {
  if (looksLikeSchema(specifier)) return ["Write it first: npx @better-auth/cli generate"];
  if (looksGenerated(specifier)) {
    return ["It looks generated: run its generator first (for Prisma: npx prisma generate)."];
  }
  if (specifier.startsWith("bun:"))
    return ["It is part of Bun: run the command with Bun, as in bunx --bun @better-auth/cli"];
  if (/^(?:jsr|npm|https?):/.test(specifier)) {
    return ["Node does not load it: name the package without the prefix, and install it."];
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
  if (specifier.startsWith("#")) {
    return [
      'Check that "imports" in package.json leads to an existing file, or compilerOptions.paths in tsconfig.json.',
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

/** What an error says, and those that led to it; each once, because they may lead in a circle. */
function causes(error: unknown, told: readonly unknown[] = []): string[] {
  if (error === undefined || told.includes(error)) return [];
  if (!(error instanceof Error)) return [String(error)];
  return [messageOf(error), ...causes(error.cause, [...told, error])];
}

/** A value that was thrown in place of an error. */
function shown(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/**
 * Says which file could not be loaded, which import failed or which line threw, and what to do.
 * @param error whatever loading the configuration threw
 */
export function explainImportFailure(error: unknown, loading: Loading): Failure {
  const config = tell(loading.file, loading);
  if (!(error instanceof Error)) {
    return new Failure(`${config} could not be loaded: it threw ${shown(error)}.`, { cause: error });
  }

  const found = missingImportIn(error);
  if (found !== undefined) {
    const missing = { ...found, importer: found.importer ?? loading.file };
    const place = `${tell(missing.importer, loading)}${lineOf(missing)}`;
    const through = tell(missing.importer, loading) === config ? "" : `, which ${config} needs`;
    return new Failure(`${place} imports "${missing.specifier}"${through}: it cannot be found.`, {
      mend: mendMissing(missing, loading),
      cause: error,
    });
  }

  if (isUngeneratedPrisma(error)) {
    return new Failure(`${config} needs "@prisma/client", whose client is not generated yet.`, {
      mend: "Run npx prisma generate.",
      cause: error,
    });
  }

  // jiti: "ParseError: Unexpected token \n /file.ts:1:33"
  const [, problem, file, line] = /^ParseError: (.*?)\s*\n\s*(.+):(\d+):\d+$/.exec(error.message) ?? [];
  if (file !== undefined) {
    const language = /\.[cm]?tsx?$/.test(file) ? "TypeScript" : "JavaScript";
    return new Failure(`${tell(file, loading)}:${line} is not valid ${language}: ${problem?.replace(/\.+$/, "")}.`, {
      cause: error,
    });
  }

  // A native module that was built for another Node.
  if (/NODE_MODULE_VERSION|ERR_DLOPEN_FAILED/.test(`${error.message} ${(error as { code?: unknown }).code}`)) {
    return new Failure(`${config} loads a native module that was built for another Node: ${error.message}`, {
      mend: `You run Node ${process.versions.node}. Use the Node that it was installed with, or rebuild it: npm rebuild`,
      cause: error,
    });
  }

  const place = thrownAt(error, loading);
  // An import of a name that its module does not have is undefined until it is used: "(0 , _db.open) is not a function"
  const [, unknownName] =
    /^(?:\(0 , )?_[\w$]+\.([\w$]+)\)? is not a (?:function|constructor)/.exec(error.message) ?? [];
  if (unknownName !== undefined && place !== undefined) {
    return new Failure(`${place} calls "${unknownName}", which its module does not export, or not as a function.`, {
      mend: "Check the name, and the version of the package that it comes from.",
      cause: error,
    });
  }
  const where = place === undefined ? "" : ` (thrown at ${place})`;
  return new Failure(`${config} could not be loaded: ${causes(error).join(": ")}${where}`, { cause: error });
}
