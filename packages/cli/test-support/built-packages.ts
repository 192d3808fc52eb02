// The packages as users have them: built, in a node_modules, run in processes of their own. Built from the sources of
// this moment, so that no test runs on yesterday's build.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, vi } from "vitest";
import { entriesOf, readManifest } from "../../../tooling/build/entries.mjs";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** What a process did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
}

/** The keys that are pressed as soon as the text appears. */
export interface Answer {
  readonly to: string;
  readonly keys: string;
}

/** How a command is run. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs it in a terminal of its own, and answers: one after the other, each to what appears after the one before. */
  readonly answer?: Answer | readonly Answer[];
}

/** Files by their path. */
export type Files = Readonly<Record<string, string>>;

/** A folder in which packages are installed and projects live. */
export interface Installation {
  /** Makes a project; it sees the installed packages. */
  project(files: Files): Project;
  remove(): void;
}

/** A project of a user. */
export interface Project {
  readonly folder: string;
  write(files: Files): void;
  /** Runs the built command line in it. */
  cli(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Runs a file of it. */
  node(args: readonly string[], options?: RunOptions): Promise<Outcome>;
}

async function buildPackage(folder: string, home: string): Promise<void> {
  const entries: { name: string; source: string }[] = entriesOf(folder);
  mkdirSync(home, { recursive: true });
  cpSync(join(folder, "package.json"), join(home, "package.json"));
  const { dependencies = {}, peerDependencies = {} } = readManifest(folder);
  await build({
    entryPoints: Object.fromEntries(entries.map(({ name, source }) => [name, relative(repository, source)])),
    absWorkingDir: repository,
    outdir: join(home, "dist"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    mainFields: ["module", "main"],
    external: [
      "node:*",
      "#*",
      ...Object.keys({ ...dependencies, ...peerDependencies }).flatMap((name) => [name, `${name}/*`]),
    ],
    jsx: "automatic",
    logLevel: "silent",
  });
}

function link(name: string, target: string, modules: string): void {
  const place = join(modules, name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(realpathSync(target), place, "junction");
}

/** No command takes longer, on the slowest machine. */
const TIME_LIMIT = 30_000;

/** util-linux lends a terminal; elsewhere tests that need one are skipped. */
export const hasTerminal = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

/** The program and the arguments that run a command in a terminal of its own. */
function inTerminal(command: readonly string[]): [string, string[]] {
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return ["script", ["--quiet", "--return", "--command", `stty columns 120 rows 40; ${quoted}`, "/dev/null"]];
}

function run(command: readonly string[], cwd: string, { env = {}, answer }: RunOptions): Promise<Outcome> {
  const { CI: _ci, FORCE_COLOR: _colour, ...inherited } = process.env;
  const [program, args] = answer === undefined ? [command[0] as string, command.slice(1)] : inTerminal(command);
  const answers = answer === undefined ? [] : [answer].flat();
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...inherited, NO_COLOR: "1", ...env },
      // An open input that never says anything: whoever waits for it hangs.
      stdio: "pipe",
      timeout: TIME_LIMIT,
    });
    let [stdout, stderr, answered, seen] = ["", "", 0, 0];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const next = answers[answered];
      if (next === undefined || !stdout.includes(next.to, seen)) return;
      answered++;
      seen = stdout.length;
      child.stdin?.write(next.keys);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      child.stdin?.destroy();
      resolve({ code, stdout: stdout.replaceAll("\r\n", "\n"), stderr, took: performance.now() - start });
    });
  });
}

/**
 * Builds packages of this repository and installs them in a new folder, beside packages of others.
 * @param packages folders below packages/
 * @param others packages of the registry by name, each with the folder below the repository that has it installed
 */
export async function installPackages(
  packages: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "better-auth-cli-")));
  const modules = join(root, "node_modules");
  const manifests = packages.map((name) => {
    const folder = ["packages", "compat"].map((group) => join(repository, group, name)).find(existsSync) as string;
    return { folder, manifest: readManifest(folder) };
  });
  const own = new Set(manifests.map(({ manifest }) => manifest.name as string));

  for (const { folder, manifest } of manifests) {
    await buildPackage(folder, join(modules, manifest.name));
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (own.has(dependency) || dependency in others || dependency.startsWith("@better-auth/")) continue;
      link(dependency, join(folder, "node_modules", dependency), modules);
      others = { ...others, [dependency]: "" };
    }
  }
  for (const [name, folder] of Object.entries(others)) {
    if (folder !== "") link(name, join(repository, folder, "node_modules", name), modules);
  }

  let count = 0;
  return {
    project(files) {
      const folder = join(root, `project-${++count}`);
      mkdirSync(folder);
      const write = (written: Files) => {
        for (const [path, text] of Object.entries(written)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
      };
      write(files);
      const bin = join(modules, "@better-auth/cli/dist/index.js");
      return {
        folder,
        write,
        cli: (args, options = {}) => run([process.execPath, bin, ...args], folder, options),
        node: (args, options = {}) => run([process.execPath, ...args], folder, options),
      };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/**
 * Installs packages for the tests of a file, each of which starts processes, on machines that may be busy.
 * @returns makes a project that sees them; inside of tests and of hooks that come later
 */
export function useInstalledPackages(...wanted: Parameters<typeof installPackages>): (files: Files) => Project {
  vi.setConfig({ testTimeout: 60_000 });
  let installation: Installation;
  beforeAll(async () => {
    installation = await installPackages(...wanted);
  }, 120_000);
  afterAll(() => installation?.remove());
  return (files) => installation.project(files);
}
