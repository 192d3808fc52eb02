import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../failure";
import { lookAt } from "../files/look-at";
import { searchPaths } from "./search-paths";

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The configuration that was found. */
export interface FoundConfig {
  /** Absolute. */
  readonly file: string;
  /** Others at places that are searched, from the project's folder; they were not taken. */
  readonly others: readonly string[];
}

function isFile(path: string): boolean {
  return lookAt(path)?.isFile() === true;
}

/** The named file, with or without its extension; of a folder, its index. */
function findNamed(folder: string, named: string): string | undefined {
  const path = resolve(folder, named);
  const ends = extensions.flatMap((end) => [end, `/index${end}`]);
  return ["", ...ends].map((end) => path + end).find(isFile);
}

/** On file systems that ignore case, two spellings are one file. */
function withoutDuplicates(folder: string, paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const { dev, ino } = statSync(join(folder, path), { bigint: true });
    const id = `${dev}:${ino}`;
    return seen.has(id) ? false : seen.add(id);
  });
}

/**
 * Finds the configuration: the one that was named, else the first of the places that are searched.
 * @param folder the project's, absolute
 * @throws {Failure} when there is none
 */
export function findConfig(folder: string, named: string | undefined): FoundConfig {
  if (named !== undefined) {
    const file = findNamed(folder, named);
    if (file !== undefined) return { file, others: [] };
    throw new Failure(`There is no file at ${named}, which --config names.`, {
      mend: `Give the path from ${folder}, or from another folder with --cwd.`,
    });
  }
  const [first, ...others] = withoutDuplicates(
    folder,
    searchPaths.filter((path) => isFile(join(folder, path))),
  );
  if (first !== undefined) return { file: join(folder, first), others };
  throw new Failure(`No configuration was found in ${folder}.`, {
    mend: [
      "Put it into auth.ts in this folder, or in lib/, utils/, server/ or auth/, also under src/ or app/,",
      "or name it: --config path/to/auth.ts",
    ],
  });
}
