import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { aliasesAbove } from "../config/path-aliases";
import { Failure } from "../failure";
import { lookAt } from "../files/look-at";

/** An application as it is found: what its folder tells without running anything. */
export interface Application {
  /** Absolute. */
  readonly folder: string;
  /** The name in its package.json, else the folder's. */
  readonly name: string;
  /** Its dependencies of every kind, with the ranges it asks for. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly scripts: ReadonlySet<string>;
  /** It is the root of a workspace, where packages are only installed when that is meant. */
  readonly isWorkspaceRoot: boolean;
  readonly language: "ts" | "js";
  /** Where its sources are: "src/", or "" for the folder itself. */
  readonly sourceFolder: "" | "src/";
  /** Imports name files with their extension, as Node wants them. */
  readonly importsExtensions: boolean;
  /** Absolute folders by the prefix that stands for them, as in `{ "@/": "/home/ada/shop/src" }`. */
  readonly aliases: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly name?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly workspaces?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Whether a file or a folder is there. */
export function has({ folder }: Pick<Application, "folder">, path: string): boolean {
  return lookAt(join(folder, path)) !== undefined;
}

/** The names in a folder of the application; none when it is not there. */
export function namesIn({ folder }: Pick<Application, "folder">, path: string): readonly string[] {
  return lookAt(join(folder, path))?.isDirectory() === true ? readdirSync(join(folder, path)) : [];
}

/** @throws {Failure} when it is there and cannot be read */
function textOf(folder: string, path: string): string | null {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Failure(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function readManifest(folder: string): Manifest {
  const text = textOf(folder, "package.json");
  if (text === null) {
    throw new Failure(`There is no package.json in ${folder}: init adds to an application that is there.`, {
      mend: [
        "Make one first, as with: npx create-next-app@latest",
        "or name the folder of the one that you have: --cwd path/to/app",
      ],
    });
  }
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof manifest === "object" && manifest !== null) return manifest;
  } catch (error) {
    throw new Failure(`package.json cannot be read: ${(error as Error).message}`, { cause: error });
  }
  throw new Failure(`package.json has to hold an object, and holds ${text.trim()}.`);
}

/** Node's own resolution, in which "./auth" is not found and "./auth.js" is. */
const nodeResolution = /"module(?:Resolution)?"\s*:\s*"node(?:16|18|20|next)"/i;

/**
 * Looks at an application.
 * @param folder absolute
 * @throws {Failure} without a package.json that can be read
 */
export function readApplication(folder: string): Application {
  const manifest = readManifest(folder);
  const dependencies = new Map(
    Object.entries({ ...manifest.peerDependencies, ...manifest.devDependencies, ...manifest.dependencies }),
  );
  const tsconfig = textOf(folder, "tsconfig.json");
  const language = tsconfig !== null || dependencies.has("typescript") ? "ts" : "js";
  // Next ignores src/ where the folder itself has app/ or pages/.
  const isInRoot = !has({ folder }, "src") || has({ folder }, "app") || has({ folder }, "pages");
  return {
    folder,
    name: typeof manifest.name === "string" && manifest.name !== "" ? manifest.name : basename(folder),
    dependencies,
    scripts: new Set(Object.keys(manifest.scripts ?? {})),
    isWorkspaceRoot:
      manifest.workspaces !== undefined || /^packages:/m.test(textOf(folder, "pnpm-workspace.yaml") ?? ""),
    language,
    sourceFolder: isInRoot ? "" : "src/",
    importsExtensions: language === "js" || nodeResolution.test(tsconfig ?? ""),
    aliases: aliasesAbove(folder, { withOwn: true }),
  };
}
