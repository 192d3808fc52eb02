import { x } from "tinyexec";
import { Failure } from "../failure";
import type { Terminal } from "../terminal/terminal";
import type { CommandLine } from "./package-manager";

/** Of a failed installation, the last lines say why. */
const LINES_SHOWN = 12;

function reasonOf(error: unknown, program: string): string {
  return (error as NodeJS.ErrnoException).code === "ENOENT"
    ? `${program} is not installed, or not in PATH`
    : (error as Error).message;
}

/**
 * Runs the commands one after the other. Nobody is asked: their standard input is closed.
 * @param folder absolute
 * @throws {Failure} when one fails, with the last lines that it wrote; its mend is empty
 */
export async function installPackages(
  folder: string,
  commands: readonly CommandLine[],
  terminal: Terminal,
): Promise<void> {
  for (const [program, ...args] of commands) {
    const shown = [program, ...args].join(" ");
    const step = terminal.step(shown);
    const start = performance.now();
    let output: { stdout: string; stderr: string; exitCode: number | undefined };
    try {
      output = await x(program, args, {
        nodePath: false,
        nodeOptions: { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
      });
    } catch (error) {
      step.clear();
      throw new Failure(`${shown} could not be run: ${reasonOf(error, program)}.`, { cause: error });
    }
    if (output.exitCode === 0) {
      step.done(
        `${terminal.paint.added("Installed")}  ${shown}  (${((performance.now() - start) / 1000).toFixed(1)} s)`,
      );
      continue;
    }
    step.clear();
    const lines = `${output.stdout}\n${output.stderr}`.split(/\r?\n/).filter((line) => line.trim() !== "");
    for (const line of lines.slice(-LINES_SHOWN)) terminal.printError(terminal.paint.quiet(`  ${line}`));
    throw new Failure(`${shown} ended with ${output.exitCode ?? "a signal"}.`);
  }
}
