import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { x } from "tinyexec";
import { PATIENCE } from "./time-limit";

/** A .env file with a secret in it, and what version control knows of it. */
export interface EnvironmentFile {
  readonly name: string;
  /** It is in the repository. */
  readonly isTracked: boolean;
  /** A .gitignore keeps it out. */
  readonly isIgnored: boolean;
}

/** The variables that hold secrets of ours. */
const SECRETS = ["BETTER_AUTH_SECRET", "BETTER_AUTH_SECRETS", "AUTH_SECRET"];

function holdsSecret(path: string): boolean {
  try {
    const read = parseEnv(readFileSync(path, "utf8"));
    // "$NAME" stands for a variable that is kept somewhere else.
    return SECRETS.some((name) => read[name] && !read[name].startsWith("$"));
  } catch {
    return false;
  }
}

async function git(folder: string, args: readonly string[]): Promise<number | undefined> {
  try {
    const { exitCode } = await x("git", [...args], {
      timeout: PATIENCE,
      nodeOptions: { cwd: folder, stdio: "ignore" },
    });
    return exitCode;
  } catch {
    return undefined;
  }
}

/** The .env files of a folder that hold a secret; none where there is no git, or no repository. */
export async function lookAtEnvironmentFiles(folder: string): Promise<readonly EnvironmentFile[]> {
  const names = readdirSync(folder).filter((name) => /^\.env(?:\.|$)/.test(name) && holdsSecret(join(folder, name)));
  if (names.length === 0 || (await git(folder, ["rev-parse", "--is-inside-work-tree"])) !== 0) return [];
  return Promise.all(
    names.map(async (name) => ({
      name,
      isTracked: (await git(folder, ["ls-files", "--error-unmatch", "--", name])) === 0,
      isIgnored: (await git(folder, ["check-ignore", "--quiet", "--", name])) === 0,
    })),
  );
}
