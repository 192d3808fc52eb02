// The steps of `npm test`, in order. Each is a command; its output goes to a file in .logs/.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureChromium } from "../e2e/chromium.mjs";
import { conformanceCounts, playwrightCounts, turboCounts, vitestCounts } from "./counts.mjs";
import { databaseTests } from "./database-tests.mjs";
import { missingServer, serversForTests } from "./servers.mjs";

export const logFolder = resolve(".logs");

const samplesFolder = "tooling/samples";

/** How often a race has to pass: one that is lost now and then is lost. */
const timesOfRaces = process.env.BETTER_AUTH_TEST_REPEAT ?? "3";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {string[]} [needs] steps without which this one says nothing
 * @property {string | (() => Promise<string | undefined>)} [skip] the reason why there is nothing to do
 * @property {() => Promise<Record<string, string>>} [prepare] gives environment variables for the command
 * @property {Record<string, string>} [env]
 * @property {string[]} [parts] names that other steps may need instead of all of this one
 * @property {() => { passed: number, failed: number, skipped: number, broken?: string[] }} [counts] without it the step
 * counts as one; `broken` are the parts that failed, and without it all of them did
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
    samples(),
    newcomer(),
    passkeys(),
    ...browserTests(),
    ...(conformanceKit === undefined ? [] : [conformance(resolve(conformanceKit))]),
  ];
}

function unitTests() {
  const report = join(logFolder, "unit.json");
  return {
    name: "unit",
    needs: ["build"], // budgets and consumers look at what is built
    command: [
      // Without a word vitest leaves a processor free, which is half of two. Some tests wait for other processes.
      ...["vitest", "run", "--exclude", `${samplesFolder}/**`, "--maxWorkers=2", "--testTimeout=30000"],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    env: { BETTER_AUTH_TEST_REPEAT: timesOfRaces },
    prepare: serversForTests,
    counts: () => vitestCounts(report),
  };
}

/** The core's tests once more, on a server; on SQLite they are among the unit tests. */
function flows(database) {
  const report = join(logFolder, `flows-${database}.json`);
  return {
    name: `flows-${database}`,
    command: [
      // Some tests open a database for each endpoint.
      ...["vitest", "run", ...databaseTests(), "--maxWorkers=2", "--testTimeout=30000"],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    skip: () => missingServer(database),
    env: { BETTER_AUTH_TEST_DATABASE: database, BETTER_AUTH_TEST_REPEAT: timesOfRaces },
    prepare: serversForTests,
    counts: () => vitestCounts(report),
  };
}

/** Applications over ORMs, and those that `init` writes: from `generate` to a signed-in user. */
function samples() {
  const report = join(logFolder, "samples.json");
  return {
    name: "samples",
    needs: ["build"],
    command: [
      ...["vitest", "run", samplesFolder, "--maxWorkers=2"],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    prepare: serversForTests,
    counts: () => vitestCounts(report),
  };
}

/**
 * The demo applications are built apart from the packages and as one step, as many at a time as there are cores; each build
 * counts by itself, and one that fails holds back the tests of that application alone.
 */
function browserTests() {
  const apps = existsSync("apps") ? readdirSync("apps").filter((app) => existsSync(`apps/${app}/package.json`)) : [];
  const built = apps.filter((app) => JSON.parse(readFileSync(`apps/${app}/package.json`, "utf8")).scripts?.build);
  return [buildApps(built), ...built.map(story), ...built.filter((app) => existsSync(`apps/${app}/e2e`)).map(endToEnd)];
}

function buildApps(apps) {
  const summaries = ".turbo/runs";
  const folders = Object.fromEntries(apps.map((app) => [`apps/${app}`, `build-${app}`]));
  return {
    name: "build-apps",
    command: [
      ...["turbo", "run", "build", "--continue=dependencies-successful", "--summarize"],
      ...apps.map((app) => `--filter=./apps/${app}`),
    ],
    needs: ["build"],
    parts: Object.values(folders),
    prepare: async () => {
      rmSync(summaries, { recursive: true, force: true });
      return {};
    },
    counts: () => turboCounts(join(summaries, readdirSync(summaries)[0]), folders),
  };
}

/** What is told to every demo application. */
function story(app) {
  return inBrowser({
    name: `story-${app}`,
    config: "tooling/story/playwright.config.mjs",
    needs: [`build-${app}`],
    env: { STORY_APP: app },
  });
}

/** An empty application, `init`, `migrate`, and a person who signs up. */
function newcomer() {
  return inBrowser({ name: "newcomer", config: "tooling/newcomer/playwright.config.mjs", needs: ["build"] });
}

/** A page with the built client half, and Chromium's virtual authenticator. */
function passkeys() {
  return inBrowser({ name: "passkey", config: "packages/passkey/e2e/playwright.config.mjs", needs: ["build"] });
}

function endToEnd(app) {
  return inBrowser({ name: `e2e-${app}`, config: `apps/${app}/playwright.config.ts`, needs: [`build-${app}`] });
}

function inBrowser({ name, config, needs, env = {} }) {
  const report = join(logFolder, `${name}.json`);
  return {
    name,
    command: ["playwright", "test", "--config", config, "--reporter=line,json"],
    needs,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...env },
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
    command: ["node", `${folder}/run.mjs`, kit, report],
    needs: ["build"],
    counts: () => conformanceCounts(report),
    ...(areas.length === 0 ? { skip: `${folder}/areas.json names no area yet` } : {}),
  };
}
