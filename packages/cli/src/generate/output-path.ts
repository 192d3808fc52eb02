import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import type { Generator } from "./generator";

/** A path from the project's folder, with slashes, also for a file outside it. */
export function pathFrom(folder: string, file: string): string {
  return relative(folder, file).split(sep).join("/");
}

function isFolder(path: string, named: string): boolean {
  return /[\\/]$/.test(named) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
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

function readIfThere(file: string): string | null {
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
  const names = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(place) : [];
  const found = names
    .filter((name) => extname(name) === extname(path))
    .sort()
    .findLast((name) => readIfThere(join(place, name)) === code);
  return found === undefined ? undefined : pathFrom(folder, join(place, found));
}
