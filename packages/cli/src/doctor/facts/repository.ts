import { readdirSync } from "node:fs";
import { join } from "node:path";
import { x } from "tinyexec";
import { readEnvironmentFile } from "../../config/environment";
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

/** Files that show which variables there are, and belong into the repository. Their values are made up. */
const TEMPLATE = /\.(?:example|sample|template|dist|defaults?)$/;

function secretsIn(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  // "$NAME" stands for a variable that is kept somewhere else.
  return SECRETS.map((name) => variables[name]).filter(
    (value): value is string => Boolean(value) && value?.startsWith("$") === false,
  );
}

/** The .env files of a folder with a secret in them; templates only when it is one that is in use. */
function filesWithSecrets(folder: string, environment: Readonly<Record<string, string | undefined>>): string[] {
  const files = readdirSync(folder)
    .filter((name) => /^\.env(?:\.|$)/.test(name))
    .map((name) => ({ name, secrets: secretsIn(readEnvironmentFile(join(folder, name))) }));
  const used = new Set([
    ...secretsIn(environment),
    ...files.filter(({ name }) => !TEMPLATE.test(name)).flatMap(({ secrets }) => secrets),
  ]);
  return files.filter(({ secrets }) => secrets.some((secret) => used.has(secret))).map(({ name }) => name);
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
export async function lookAtEnvironmentFiles(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<readonly EnvironmentFile[]> {
  const names = filesWithSecrets(folder, environment);
  if (names.length === 0 || (await git(folder, ["rev-parse", "--is-inside-work-tree"])) !== 0) return [];
  return Promise.all(
    names.map(async (name) => ({
      name,
      isTracked: (await git(folder, ["ls-files", "--error-unmatch", "--", name])) === 0,
      isIgnored: (await git(folder, ["check-ignore", "--quiet", "--", name])) === 0,
    })),
  );
}
