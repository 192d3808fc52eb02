import { type Agent, detect, getUserAgent, resolveCommand } from "package-manager-detector";
import { Failure } from "../failure";
import type { Application } from "./application";

const names = ["npm", "pnpm", "yarn", "bun"] as const;

/** A package manager, and what it is told. */
export interface PackageManager {
  readonly name: (typeof names)[number];
  /** Yarn 2 and later are told other things than Yarn 1. */
  readonly agent: Agent;
}

/** A program and its arguments. */
export type CommandLine = readonly [program: string, ...args: string[]];

/** Packages to install. */
export interface PackageList {
  readonly packages: readonly string[];
  /** Those that are only needed while developing. */
  readonly developmentPackages: readonly string[];
  /** Those whose install scripts have to run. */
  readonly builds: readonly string[];
}

function known(name: string | null | undefined): PackageManager["name"] | undefined {
  return names.find((known) => known === name);
}

/**
 * The package manager of an application: the one that was named, else that of its lock file or its package.json, also
 * of a folder above it, else the one that started this process, else npm.
 * @throws {Failure} when the named one is unknown
 */
export async function choosePackageManager(folder: string, named: string | undefined): Promise<PackageManager> {
  const found = await detect({ cwd: folder, strategies: ["lockfile", "packageManager-field", "devEngines-field"] });
  const name = named === undefined ? (known(found?.name) ?? known(getUserAgent()) ?? "npm") : known(named);
  if (name === undefined) {
    throw new Failure(`--package-manager takes one of ${names.join(", ")}, and not "${named}".`);
  }
  return { name, agent: found?.name === name ? found.agent : name };
}

function commandOf(
  { agent }: PackageManager,
  command: "add" | "run" | "execute" | "execute-local",
  args: readonly string[],
  isWorkspaceRoot = false,
): CommandLine {
  const resolved = resolveCommand(agent, command, [...args], { ignoreWorkspaceRootCheck: isWorkspaceRoot });
  if (resolved === null) throw new Error(`expected ${agent} to have the command ${command}`);
  return [resolved.command, ...resolved.args];
}

/** pnpm runs install scripts of packages that it is told of. */
function buildArguments(manager: PackageManager, builds: readonly string[]): string[] {
  return manager.name === "pnpm" ? builds.map((name) => `--allow-build=${name}`) : [];
}

/** The commands that install the packages; none when there are none. */
export function installCommands(
  manager: PackageManager,
  { isWorkspaceRoot }: Pick<Application, "isWorkspaceRoot">,
  { packages, developmentPackages, builds }: PackageList,
): readonly CommandLine[] {
  const asDevelopment = manager.name === "bun" ? "-d" : "-D";
  const isForDevelopment = (name: string) => developmentPackages.includes(name);
  const lists = [
    { names: packages, builds: builds.filter((name) => !isForDevelopment(name)), args: [] },
    { names: developmentPackages, builds: builds.filter(isForDevelopment), args: [asDevelopment] },
  ];
  return lists
    .filter(({ names }) => names.length > 0)
    .map((list) => {
      const args = [...buildArguments(manager, list.builds), ...list.args, ...list.names];
      return commandOf(manager, "add", args, isWorkspaceRoot);
    });
}

/** Runs a package's program without installing it. */
export function executeCommand(manager: PackageManager, args: readonly string[]): CommandLine {
  return commandOf(manager, "execute", args);
}

/** Runs the program of a package that is installed. */
export function executeInstalled(manager: PackageManager, args: readonly string[]): CommandLine {
  return commandOf(manager, "execute-local", args);
}

/** Runs a script of package.json. */
export function runCommand(manager: PackageManager, script: string): CommandLine {
  return commandOf(manager, "run", [script]);
}
