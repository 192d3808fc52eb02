import { createRequire } from "node:module";
import { relative, resolve, sep } from "node:path";
import type { BetterAuthOptions } from "@better-auth/core/types";
import type { GivenFlags } from "../commands/command";
import { Failure } from "../failure";
import { lookAt } from "../files/look-at";
import { messageOf } from "../migration/message-of";
import { exitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";
import { version } from "../version";
import { loadEnvironmentFiles } from "./environment";
import { findConfig } from "./find-config";
import { type Generated, type LoadedConfig, loadConfig } from "./load-config";

/** A project whose configuration is loaded. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  /** The configuration's path from the folder. */
  readonly configName: string;
  readonly options: BetterAuthOptions;
  /** The file that Drizzle's generated schema is imported from, there or not; absolute. `undefined` when that is not known. */
  readonly schemaFile: string | undefined;
}

/** Enters the folder that --cwd names, or the current one; gives it as an absolute path. @throws {Failure} when there is none */
export function enterFolder(named: unknown): string {
  const folder = resolve(typeof named === "string" ? named : ".");
  if (lookAt(folder)?.isDirectory() !== true) {
    throw new Failure(`There is no folder at ${named}, which --cwd names.`);
  }
  try {
    // A configuration says new DatabaseSync("sqlite.db") and means the folder that its application runs in.
    if (folder !== process.cwd()) process.chdir(folder);
  } catch (error) {
    throw new Failure(`${named}, which --cwd names, cannot be entered: ${messageOf(error)}`, { cause: error });
  }
  return folder;
}

/** What Node ends with when something is awaited and nothing is left that could end the waiting. */
const NOTHING_LEFT_TO_DO = 13;

/** The version of better-auth that the configuration uses, where that can be known. */
function installedVersion(configFile: string): string | undefined {
  const require = createRequire(configFile);
  for (const name of ["better-auth", "@better-auth/core"]) {
    try {
      return (require(`${name}/package.json`) as { version?: string }).version;
    } catch {
      // not installed under this name
    }
  }
  return undefined;
}

/**
 * Enters the project's folder, fills the environment from its .env files, finds its configuration and loads it; says
 * which one was taken.
 *
 * @param generated whether modules that are generated have to be there already
 * @throws {Failure}
 */
export async function openProject(flags: GivenFlags, terminal: Terminal, generated: Generated = {}): Promise<Project> {
  const { paint } = terminal;
  const folder = enterFolder(flags.cwd);
  loadEnvironmentFiles(folder, process.env);
  const named = typeof flags.config === "string" ? flags.config : undefined;
  const { file, others } = findConfig(folder, named);
  const configName = relative(folder, file).split(sep).join("/");

  const step = terminal.step(`Loading ${configName}`);
  // Files that check the environment may end the process; it should not end without a word, nor as if all were well.
  const onExit = (code: number) => {
    process.exitCode = exitCode.failed;
    step.clear();
    terminal.printError(
      code === NOTHING_LEFT_TO_DO
        ? `${configName} waits for something that never comes, as by an await outside of functions.`
        : `${configName} ended the process while it was loaded.`,
    );
  };
  process.once("exit", onExit);
  let loaded: LoadedConfig;
  try {
    loaded = await loadConfig(folder, file, generated);
  } catch (error) {
    step.clear();
    throw error;
  } finally {
    process.removeListener("exit", onExit);
  }
  step.done(`${paint.quiet("Configuration")}  ${configName}`);
  if (others.length > 0) {
    terminal.print(
      paint.warning(`  There is also ${others.join(", ")}. The first one was taken; choose with --config.`),
    );
  }
  for (const name of loaded.standIns) {
    terminal.print(paint.warning(`  "${name}" is not generated yet; something empty stands in its place.`));
  }
  const installed = installedVersion(file);
  if (installed !== undefined && installed !== version) {
    terminal.print(
      paint.warning(
        `  The project uses better-auth ${installed}, this command is of ${version}: run both in one version.`,
      ),
    );
  }
  return { folder, configName, options: loaded.options, schemaFile: loaded.schemaFile };
}
