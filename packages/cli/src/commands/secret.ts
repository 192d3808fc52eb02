import { continuesLine } from "../files/unended-line";
import { createSecret } from "../secret";
import { exitCode } from "../terminal/exit-code";
import type { Run } from "./command";

/** Prints a line for .env; into a pipe nothing else, so that it can be appended to the file, and never to a line of it. */
export const run: Run = async (_flags, terminal) => {
  const line = `BETTER_AUTH_SECRET=${createSecret()}`;
  if (terminal.isPiped) {
    if (continuesLine()) terminal.print();
    terminal.print(line);
    return exitCode.done;
  }
  terminal.print("Put this line into .env, and keep that file out of version control:\n");
  terminal.print(`  ${terminal.paint.bold(line)}\n`);
  terminal.print(terminal.paint.quiet("A secret of its own for each environment; a new one signs everybody out."));
  return exitCode.done;
};
