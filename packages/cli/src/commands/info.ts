import { resolve } from "node:path";
import { openProject } from "../config/open-project";
import { Failure } from "../failure";
import { makeReport, type ShownConfig, writeReport } from "../info/report";
import { secretsOf, withoutSecrets } from "../info/secret-text";
import { showOptions } from "../info/shown-options";
import { closeDatabase } from "../migration/database";
import { exitCode } from "../terminal/exit-code";
import { withQuietOutput } from "../terminal/quiet-output";
import type { Terminal } from "../terminal/terminal";
import { version } from "../version";
import type { GivenFlags, Run } from "./command";

async function readConfig(flags: GivenFlags, silent: Terminal): Promise<ShownConfig> {
  try {
    const { configName, folder, options } = await openProject(flags, silent, { modules: "stand-in" });
    const shown = showOptions(options, folder, process.env);
    await closeDatabase(options.database);
    return { file: configName, options: shown };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const known = secretsOf(process.env);
    const clean = (text: string) => withoutSecrets(text, known);
    return { error: clean(error.message), mend: error.mend.map(clean) };
  }
}

async function copy(text: string, terminal: Terminal): Promise<void> {
  try {
    const { default: clipboard } = await import("clipboardy");
    await clipboard.write(text);
    terminal.printError("It is in the clipboard.");
  } catch {
    terminal.printError("There is no clipboard here: copy the text above by hand.");
  }
}

/** Prints what a bug report should say about a project, without its secrets. */
export const run: Run = async (flags, terminal) => {
  const folder = resolve(typeof flags.cwd === "string" ? flags.cwd : ".");
  const config = await withQuietOutput(terminal, (silent) => readConfig(flags, silent));
  const report = await makeReport(folder, version, config);
  const text = flags.json === true ? JSON.stringify(report, null, 2) : writeReport(report);
  terminal.print(text);
  if (flags.copy === true) await copy(text, terminal);
  return exitCode.done;
};
