import { readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package of ours, as the project has it. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Where it really is, links followed. */
  readonly folder: string;
}

/** Our packages in a project. */
export interface PackageFacts {
  /** Those that the project names, and what they bring. */
  readonly installed: readonly InstalledPackage[];
  /** Of the command that asks. */
  readonly cliVersion: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const isOurs = (name: string): boolean => name === "better-auth" || name.startsWith("@better-auth/");

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return {};
  }
}

/** The folder of a package, as modules in another folder see it: NODE_PATH and the like do not count for them. */
function folderOf(name: string, from: string): string | null {
  try {
    return dirname(realpathSync(join(from, "node_modules", name, "package.json")));
  } catch {
    const above = dirname(from);
    return above === from ? null : folderOf(name, above);
  }
}

/** Finds our packages in a project and, from them on, what they use of each other. */
export function findPackages(project: string, cliVersion: string): PackageFacts {
  const installed = new Map<string, InstalledPackage>();
  const visit = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const folder = folderOf(name, from);
      if (folder === null || installed.has(folder)) continue;
      const manifest = readManifest(folder);
      installed.set(folder, { name, version: manifest.version ?? "unknown", folder });
      visit(folder, Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(isOurs));
    }
  };
  const { dependencies, devDependencies } = readManifest(project);
  const named = Object.keys({ ...dependencies, ...devDependencies }).filter(isOurs);
  // A package of a workspace may leave it to the folder above to name them.
  visit(project, named.length > 0 ? named : ["better-auth"]);
  return { installed: [...installed.values()], cliVersion };
}
