import { join } from "node:path";
import { parseEnvironment, readEnvironmentFile } from "../config/environment";
import type { Application } from "./application";
import type { Choices } from "./choices";
import type { TableStep } from "./databases";
import { executeCommand, executeInstalled, type PackageManager, runCommand } from "./package-manager";
import type { Plan } from "./plan";

function commandOf({ of, command }: TableStep, { needsBun }: Choices["database"], manager: PackageManager): string {
  if (of === "application") return executeInstalled(manager, command).join(" ");
  const args = ["@better-auth/cli", ...command];
  return (needsBun === true ? ["bunx", "--bun", ...args] : executeCommand(manager, args)).join(" ");
}

/** What is left to do by hand, in order; a step is a line, and lines of code may follow it. */
export function nextSteps(
  app: Application,
  { framework, database }: Choices,
  plan: Plan,
  manager: PackageManager,
): readonly (readonly string[])[] {
  const steps: string[][] = [];
  const environment = {
    ...parseEnvironment(plan.files.find(({ path }) => path === ".env")?.after ?? ""),
    // What stands there wins.
    ...readEnvironmentFile(join(app.folder, ".env.local")),
  };
  if (environment.BETTER_AUTH_SECRET === "") {
    const secret = executeCommand(manager, ["@better-auth/cli", "secret"]).join(" ");
    steps.push([`Fill in BETTER_AUTH_SECRET in .env, with what ${secret} prints`]);
  }
  const missing = database.variables.filter(({ name }) => !environment[name]);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(", ");
    const examples = missing.map(({ name, example }) => `${name}=${example}`).join(" ");
    steps.push([`Put ${names} into .env, as in ${examples}`]);
  }
  if (plan.mountLines.length > 0) {
    steps.push([
      "Mount the handler in your server's file:",
      ...plan.mountLines.map((line) => (line === "" ? "" : `  ${line}`)),
    ]);
  }
  for (const step of plan.tables) steps.push([`${commandOf(step, database, manager)}  ${step.note}`]);
  const start = app.scripts.has("dev") ? runCommand(manager, "dev").join(" ") : "Start it";
  const how = framework.readsEnvironmentFile ? "" : ", with the variables of .env (node --env-file=.env)";
  steps.push([`${start}${how}: ${framework.developmentUrl}/api/auth/ok answers {"ok":true}`]);
  steps.push([`${plan.authPath} is where everything else is configured`]);
  return steps;
}
