// The steps of `npm test`, in order. Each is a command; its output goes to a file in .logs/.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureChromium } from "../e2e/chromium.mjs";
import { conformanceCounts, playwrightCounts, vitestCounts } from "./counts.mjs";
import { serversForTests } from "./servers.mjs";

export const logFolder = resolve(".logs");

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {string[]} [needs] steps without which this one says nothing
 * @property {string} [skip] the reason why there is nothing to do
 * @property {() => Promise<Record<string, string>>} [prepare] gives environment variables for the command
 * @property {Record<string, string>} [env]
 * @property {() => { passed: number, failed: number, skipped: number }} [counts] without it the step counts as one
 */

/** @param {{ conformanceKit: string | undefined }} options @returns {Step[]} */
export function steps({ conformanceKit }) {
  return [
    { name: "build", command: ["turbo", "run", "build", "--filter=!./apps/*"] },
    { name: "typecheck", command: ["turbo", "run", "typecheck"], needs: ["build"] },
    { name: "lint", command: ["biome", "check", "--error-on-warnings", "--max-diagnostics=50", "."] },
    { name: "floors", command: ["node", "tooling/checks/floors.mjs"] },
    { name: "unused", command: ["knip", "--no-progress", "--no-config-hints"] },
    { name: "packages", command: ["node", "tooling/checks/packages.mjs"], needs: ["build"] },
    unitTests(),
    flows("postgres"),
    flows("mysql"),
    newcomer(),
    ...browserTests(),
    ...(conformanceKit === undefined ? [] : [conformance(resolve(conformanceKit))]),
  ];
}

function unitTests() {
  const report = join(logFolder, "unit.json");
  return {
    name: "unit",
    needs: ["build"], // budgets and consumers look at what is built
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    prepare: serversForTests,
    counts: () => vitestCounts(report),
  };
}

/** The routes' own tests once more, on a server; on SQLite they are among the unit tests. */
function flows(database) {
  const report = join(logFolder, `flows-${database}.json`);
  return {
    name: `flows-${database}`,
    command: [
      "vitest",
      "run",
      "packages/core/src/routes",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    env: { BETTER_AUTH_TEST_DATABASE: database },
    prepare: serversForTests,
    counts: () => vitestCounts(report),
  };
}

/** The demo applications are built apart from the packages: one that fails says nothing about the others. */
function browserTests() {
  const apps = existsSync("apps") ? readdirSync("apps").filter((app) => existsSync(`apps/${app}/e2e`)) : [];
  return apps.flatMap((app) => [
    { name: `build-${app}`, command: ["turbo", "run", "build", `--filter=./apps/${app}`], needs: ["build"] },
    endToEnd(app),
  ]);
}

/** An empty application, `init`, `migrate`, and a person who signs up. */
function newcomer() {
  return inBrowser({ name: "newcomer", config: "tooling/newcomer/playwright.config.mjs", needs: ["build"] });
}

function endToEnd(app) {
  return inBrowser({ name: `e2e-${app}`, config: `apps/${app}/playwright.config.ts`, needs: [`build-${app}`] });
}

function inBrowser({ name, config, needs }) {
  const report = join(logFolder, `${name}.json`);
  return {
    name,
    command: ["playwright", "test", "--config", config, "--reporter=line,json"],
    needs,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    prepare: async () => ({ CHROMIUM_PATH: await ensureChromium() }),
    counts: () => playwrightCounts(report),
  };
}

function conformance(kit) {
  const folder = "tooling/conformance";
  const report = join(logFolder, "conformance.json");
  const areas = JSON.parse(readFileSync(`${folder}/areas.json`, "utf8"));
  return {
    name: "conformance",
    command: [
      "node",
      kit,
      ...["--from", folder, "--allow", `${folder}/allow.json`, "--json", report],
      ...areas.flatMap((area) => ["--only", area]),
    ],
    needs: ["build"],
    counts: () => conformanceCounts(report),
    ...(areas.length === 0 ? { skip: `${folder}/areas.json names no area yet` } : {}),
  };
}
