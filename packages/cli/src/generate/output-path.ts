import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import type { Project } from "../config/open-project";
import { lookAt } from "../files/look-at";
import type { Generator } from "./generator";
import { generators } from "./generators";

/** A path from the project's folder, with slashes, also for a file outside it. */
export function pathFrom(folder: string, file: string): string {
  return relative(folder, file).split(sep).join("/");
}

function isFolder(path: string, named: string): boolean {
  return /[\\/]$/.test(named) || lookAt(path)?.isDirectory() === true;
}

/**
 * Where a schema goes: the generator's own place; the file that `--output` names; or, when that is a folder or ends with a
 * slash, the usual name in it.
 *
 * @param folder the project's, absolute
 * @returns from the project's folder, with slashes
 */
export function outputPath(
  folder: string,
  output: string | undefined,
  generator: Pick<Generator, "defaultPath">,
  now: Date,
): string {
  const usual = generator.defaultPath(now);
  if (output === undefined) return usual;
  const path = resolve(folder, output);
  return pathFrom(folder, isFolder(path, output) ? join(path, basename(usual)) : path);
}

/**
 * Where the schema of an adapter goes, as `--output` would say it: the file that is named, or the usual name in a folder that
 * is; else, for Drizzle, the file that the configuration imports its tables from.
 *
 * @returns `undefined` for the adapter's own place
 */
export function schemaOutput(
  { folder, schemaFile }: Pick<Project, "folder" | "schemaFile">,
  output: string | undefined,
  adapterId: string,
): string | undefined {
  const generator = generators.find(({ id }) => id === adapterId);
  if (output !== undefined) {
    return generator === undefined ? output : outputPath(folder, output, generator, new Date());
  }
  return generator?.isImported === true && schemaFile !== undefined ? pathFrom(folder, schemaFile) : undefined;
}

/** What a file says; `null` when there is none. */
export function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/**
 * Finds a step that was written before, beside the place of a new one, and says the same: running twice changes nothing.
 * @returns from the project's folder, with slashes
 */
export function findSameStep(folder: string, path: string, code: string): string | undefined {
  const place = dirname(join(folder, path));
  const names = lookAt(place)?.isDirectory() === true ? readdirSync(place) : [];
  const found = names
    .filter((name) => extname(name) === extname(path))
    .sort()
    .findLast((name) => readIfThere(join(place, name)) === code);
  return found === undefined ? undefined : pathFrom(folder, join(place, found));
}
