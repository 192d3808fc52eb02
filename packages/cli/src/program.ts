import { Command as Commander, CommanderError, Option } from "commander";
import type { Command, Flag } from "./commands/command";
import { Failure } from "./failure";
import { type ExitCode, exitCode } from "./terminal/exit-code";
import type { Terminal } from "./terminal/terminal";

function optionOf({ name, short, value, summary, isHidden }: Flag): Option {
  const spelling = `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`;
  return new Option(spelling, summary).hideHelp(isHidden === true);
}

/** What a person reads of a failure: what went wrong, and the way out. */
function tell({ message, mend }: Failure, { paint, printError }: Terminal): void {
  printError(`\n${paint.error("✖")} ${message}`);
  for (const line of mend) printError(`  ${line}`);
}

/**
 * Runs the command that the arguments name.
 *
 * @param args without the program's own name
 * @returns what the shell is told
 */
export async function runProgram(
  args: readonly string[],
  { commands, version, terminal }: { commands: readonly Command[]; version: string; terminal: Terminal },
): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const settle = (program: Commander) =>
    program
      .exitOverride()
      .configureOutput({
        writeOut: (text) => terminal.print(text.trimEnd()),
        writeErr: (text) => terminal.printError(text.trimEnd()),
      })
      .showSuggestionAfterError()
      .showHelpAfterError();

  const program = settle(new Commander("better-auth"))
    .description("The command line of better-auth.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this")
    .helpCommand(false);

  const groups = new Map<string, Commander>();
  const groupOf = (name: string, summary: string): Commander => {
    const known = groups.get(name);
    if (known !== undefined) return known;
    const group = settle(program.command(name)).summary(summary).description(summary);
    groups.set(name, group.helpOption("-h, --help", "print this").helpCommand(false));
    return group;
  };

  for (const command of commands) {
    const [first = "", second] = command.name.split(" ");
    const [parent, name] = second === undefined ? [program, first] : [groupOf(first, command.group ?? first), second];
    const sub = settle(parent.command(name))
      .summary(command.summary)
      .description(command.description ?? command.summary)
      .helpOption("-h, --help", "print this")
      .allowExcessArguments(false);
    for (const flag of command.flags) sub.addOption(optionOf(flag));
    // A command of a group answers it as the program does.
    if (second !== undefined) sub.version(version, "-V, --version", "print the version");
    sub.action(async (flags) => {
      const { run } = await command.load();
      code = await run(flags, terminal);
    });
  }

  if (args.length === 0) {
    program.outputHelp();
    return exitCode.done;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Help, version and wrong arguments: the text is written already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.failed;
    if (!(error instanceof Failure)) throw error;
    tell(error, terminal);
    return exitCode.failed;
  }
}
