import { commands } from "./commands";
import { runProgram } from "./program";
import { outliveBackgroundFailures } from "./terminal/background-failures";
import { exitCode } from "./terminal/exit-code";
import { terminalOf } from "./terminal/process-terminal";
import { version } from "./version";

/** Waits until everything that was written has left. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

/** Runs the command line in this process, and ends it. */
export async function main(): Promise<never> {
  // Whoever reads our output may leave early, as `head` does.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const terminal = terminalOf(process);
  outliveBackgroundFailures(terminal);
  let code: number = exitCode.failed;
  try {
    code = await runProgram(process.argv.slice(2), { commands, version, terminal });
  } catch (error) {
    terminal.printError("\nThis is a bug in better-auth:");
    terminal.printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // A configuration may have left timers and connections behind, which would keep the process.
  return process.exit(code);
}
