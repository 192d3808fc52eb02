import { fstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";

const STANDARD_OUTPUT = 1;

function isSame(name: string, { dev, ino }: Stats): boolean {
  const found = statSync(name, { throwIfNoEntry: false });
  return found?.dev === dev && found.ino === ino;
}

/**
 * Whether what is printed would continue somebody's line: it is appended to a file whose last line has no end, as
 * `>> .env` does. A file that is open for writing alone cannot be read, so it is looked up among the .env files here; of
 * others it is not known, and an empty line does no harm.
 */
export function continuesLine(output: number = STANDARD_OUTPUT): boolean {
  try {
    const file = fstatSync(output);
    if (!file.isFile() || file.size === 0) return false;
    const name = readdirSync(".").find((entry) => entry.startsWith(".env") && isSame(entry, file));
    return name === undefined || !readFileSync(name, "utf8").endsWith("\n");
  } catch {
    return false;
  }
}
