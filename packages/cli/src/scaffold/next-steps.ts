import { parseEnv } from "node:util";
import type { Application } from "./application";
import type { Choices } from "./choices";
import { executeCommand, type PackageManager, runCommand } from "./package-manager";
import type { Plan } from "./plan";

/** What is left to do by hand, in order; a step is a line, and lines of code may follow it. */
export function nextSteps(
  app: Application,
  { framework, database }: Choices,
  plan: Plan,
  manager: PackageManager,
): readonly (readonly string[])[] {
  const steps: string[][] = [];
  const environment = parseEnv(plan.files.find(({ path }) => path === ".env")?.after ?? "");
  if (environment.BETTER_AUTH_SECRET === "") {
    const secret = executeCommand(manager, ["@better-auth/cli", "secret"]).join(" ");
    steps.push([`Fill in BETTER_AUTH_SECRET in .env, with what ${secret} prints`]);
  }
  const { variable } = database;
  if (variable !== null && !environment[variable.name]) {
    steps.push([`Put ${variable.name} into .env, as in ${variable.name}=${variable.example}`]);
  }
  if (plan.mountLines.length > 0) {
    steps.push([
      "Mount the handler in your server's file:",
      ...plan.mountLines.map((line) => (line === "" ? "" : `  ${line}`)),
    ]);
  }
  steps.push([`${executeCommand(manager, ["@better-auth/cli", "migrate"]).join(" ")}  makes the tables`]);
  const start = app.scripts.has("dev") ? runCommand(manager, "dev").join(" ") : "Start it";
  const how = framework.readsEnvironmentFile ? "" : ", with the variables of .env (node --env-file=.env)";
  steps.push([`${start}${how}: ${framework.developmentUrl}/api/auth/ok answers {"ok":true}`]);
  steps.push([`${plan.authPath} is where everything else is configured`]);
  return steps;
}
