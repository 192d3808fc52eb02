import { isUtf8 } from "node:buffer";
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
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

/** Puts a text in the place of a file. A link stays one: the file that it leads to is written. */
function replace(named: string, text: string): void {
  const file = realpathSync(named);
  const draft = `${file}.${process.pid}.tmp`;
  const mode = statSync(file).mode & 0o7777;
  try {
    writeFileSync(draft, text, { flag: "wx", mode: mode & 0o777 });
    // What a new file may be is less, by the umask. Where it is as it should be, some file systems would refuse.
    if ((statSync(draft).mode & 0o7777) !== mode) chmodSync(draft, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Writes a planned file as a whole or not at all, with the folders above it. It keeps the file's mode, and links.
 * @throws {Failure} when the file has been made or changed since it was planned, would lose what is no text, or cannot be
 * written
 */
export function writeFile(folder: string, change: FileChange): void {
  const { path, before, after } = change;
  if (isUnchanged(change)) return;
  const file = join(folder, path);
  if (read(file) !== before) {
    throw new Failure(`${path} has changed since the plan was shown; it was left as it is.`, { mend: "Run it again." });
  }
  if (before !== null && after.includes("\uFFFD") && !isUtf8(readFileSync(file))) {
    throw new Failure(`${path} is not UTF-8: it cannot be added to without changing it.`, {
      mend: "Save it as UTF-8.",
    });
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (before === null) writeFileSync(file, after, { flag: "wx" });
    else replace(file, after);
  } catch (error) {
    throw new Failure(`${path} cannot be written: ${(error as Error).message}`, {
      mend: "Check that the folder can be written, and that what is there already is a file or leads to one.",
      cause: error,
    });
  }
}
