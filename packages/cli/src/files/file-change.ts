import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../failure";

/** What a command wants a file to say. */
export interface FileChange {
  /** From the project's folder, with slashes. */
  readonly path: string;
  /** What it says now; `null` when there is none. */
  readonly before: string | null;
  readonly after: string;
  /** What is done to it, in a few words, where the path alone does not say it. */
  readonly note?: string | undefined;
  /** Why it stays as it is, where it is not what the command would have written. */
  readonly kept?: string | undefined;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Plans what a file shall say; nothing is written.
 *
 * @param folder the project's, absolute
 * @param path from there, with slashes
 * @param write gets what it says now, `null` when there is no such file
 */
export function planFile(
  folder: string,
  path: string,
  write: (before: string | null) => string,
  note?: string,
): FileChange {
  const before = read(join(folder, path));
  return { path, before, after: write(before), note };
}

/** The file says it already. */
export function isUnchanged({ before, after }: FileChange): boolean {
  return before === after;
}

/**
 * Writes a planned file as a whole or not at all, with the folders above it. It keeps the file's mode.
 * @throws {Failure} when the file has been made or changed since it was planned
 */
export function writeFile(folder: string, change: FileChange): void {
  const { path, before, after } = change;
  if (isUnchanged(change)) return;
  const file = join(folder, path);
  if (read(file) !== before) {
    throw new Failure(`${path} has changed since the plan was shown; it was left as it is.`, { mend: "Run it again." });
  }
  mkdirSync(dirname(file), { recursive: true });
  if (before === null) {
    writeFileSync(file, after, { flag: "wx" });
    return;
  }
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, after, { flag: "wx", mode: statSync(file).mode });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
