import { enterFolder } from "../config/open-project";
import { Failure } from "../failure";
import { describeFiles } from "../files/describe-files";
import { isUnchanged, writeFile } from "../files/file-change";
import { type Application, readApplication } from "../scaffold/application";
import { askChoices, Cancelled } from "../scaffold/ask-choices";
import { findAuthModule } from "../scaffold/auth-module";
import type { Choices } from "../scaffold/choices";
import { installPackages } from "../scaffold/install";
import { nextSteps } from "../scaffold/next-steps";
import {
  type CommandLine,
  choosePackageManager,
  installCommands,
  type PackageManager,
} from "../scaffold/package-manager";
import { type Plan, planScaffold } from "../scaffold/plan";
import { type ExitCode, exitCode } from "../terminal/exit-code";
import type { Terminal } from "../terminal/terminal";
import type { Run } from "./command";
import { isConfirmed, isYes } from "./confirmation";

const REFUSAL = "Nothing was written";

function showPlan(
  { framework, database }: Choices,
  plan: Plan,
  { commands, isInstalling }: { commands: readonly CommandLine[]; isInstalling: boolean },
  terminal: Terminal,
): void {
  const { paint, print } = terminal;
  print(`${paint.quiet("Framework")}  ${framework.name}`);
  print(`${paint.quiet("Database")}   ${database.name}`);
  print(`\n${paint.bold("Files")}`);
  for (const line of describeFiles(plan.files, paint)) print(line.trimEnd());
  if (commands.length > 0) {
    print(`\n${paint.bold(isInstalling ? "Packages to install" : "Packages that are needed, and left to you")}`);
    for (const command of commands) print(`  ${paint.added(`+ ${command.join(" ")}`)}`);
  }
  print();
}

/** Writes the files, then installs. What fails tells what was done and what is left. */
async function carryOut(
  app: Application,
  plan: Plan,
  commands: readonly CommandLine[],
  terminal: Terminal,
): Promise<void> {
  const changes = plan.files.filter((file) => !isUnchanged(file));
  const written: string[] = [];
  try {
    for (const change of changes) {
      writeFile(app.folder, change);
      written.push(change.path);
    }
    if (written.length > 0) terminal.print(`${terminal.paint.added("Wrote")}      ${written.join(", ")}`);
    await installPackages(app.folder, commands, terminal);
  } catch (error) {
    const left = [...changes.slice(written.length).map(({ path }) => path), ...commands.map((line) => line.join(" "))];
    throw new Failure(error instanceof Error ? error.message : String(error), {
      mend: [
        ...(error instanceof Failure ? error.mend : []),
        `Done: ${written.length === 0 ? "nothing" : written.join(", ")}.`,
        `Left: ${left.join("; ")}.`,
        "Mend the cause and run init again: it goes on where it stopped.",
      ],
      cause: error,
    });
  }
}

function tellWhatIsNext(app: Application, choices: Choices, plan: Plan, manager: PackageManager, terminal: Terminal) {
  terminal.print(`\n${terminal.paint.bold("Next")}`);
  nextSteps(app, choices, plan, manager).forEach(([first, ...rest], index) => {
    terminal.print(`  ${index + 1}  ${first}`);
    if (rest.length > 0)
      terminal.print(["", ...rest, ""].map((line) => (line === "" ? "" : `     ${line}`)).join("\n"));
  });
}

/** Sets an application up: shows what it is going to write and install, asks, and does it. */
export const run: Run = async (flags, terminal): Promise<ExitCode> => {
  const text = (name: string) => (typeof flags[name] === "string" ? flags[name] : undefined);
  const app = readApplication(enterFolder(flags.cwd));
  const manager = await choosePackageManager(app.folder, text("packageManager"));
  const auth = findAuthModule(app, text("config"));
  let choices: Choices;
  try {
    choices = await askChoices(app, auth, flags, terminal.isInteractive && !isYes(flags) ? terminal : null);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    terminal.print(`${REFUSAL}.`);
    return exitCode.cancelled;
  }
  const plan = planScaffold(app, auth, choices);
  const isInstalling = flags.install !== false;
  const needed = installCommands(manager, app, plan.packages);
  const commands = isInstalling ? needed : [];
  showPlan(choices, plan, { commands: needed, isInstalling }, terminal);
  if (plan.files.every(isUnchanged) && commands.length === 0) {
    terminal.print(needed.length === 0 ? "Nothing to do: every file and package is there." : "Nothing to write.");
  } else {
    const question = commands.length === 0 ? "Write these files?" : "Write these files, and install these packages?";
    if (!(await isConfirmed({ question, refusal: REFUSAL, isGiven: isYes(flags) }, terminal)))
      return exitCode.cancelled;
    await carryOut(app, plan, commands, terminal);
  }
  tellWhatIsNext(app, choices, plan, manager, terminal);
  return exitCode.done;
};
