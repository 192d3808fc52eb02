// Neither an application nor a case of the story can drop out unnoticed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { apps } from "./apps.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const numberOfApps = 9;
const numberOfCases = 26;

/** The titles of the cases that an application is told. */
function casesOf(app) {
  const output = execFileSync(process.execPath, ["tooling/story/run.mjs", app, "--list", "--reporter=json"], {
    cwd: repository,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const report = JSON.parse(output);
  expect(report.errors).toEqual([]);
  return report.suites.flatMap(({ specs }) => specs.map(({ title }) => title)).sort();
}

describe("the story", () => {
  it("is told to every application, each on a port of its own", () => {
    const folders = readdirSync(`${repository}apps`).filter((app) =>
      existsSync(`${repository}apps/${app}/package.json`),
    );
    expect(apps.map(({ name }) => name).sort()).toEqual(folders.filter((name) => name !== "look").sort());
    expect(apps).toHaveLength(numberOfApps);
    expect(new Set(apps.map(({ port }) => port)).size).toBe(numberOfApps);
  });

  it("has as many cases as it had, and leaves out only what has a reason", { timeout: 120_000 }, () => {
    const all = casesOf("astro");
    expect(all).toHaveLength(numberOfCases);
    expect(new Set(all).size).toBe(numberOfCases);
    for (const { name, without = {} } of apps.filter((app) => app.without !== undefined)) {
      expect(all, name).toEqual(expect.arrayContaining(Object.keys(without)));
      for (const reason of Object.values(without)) expect(reason.length, name).toBeGreaterThan(20);
      expect(casesOf(name), name).toEqual(all.filter((title) => !(title in without)));
    }
  });

  it("is a step of the tests for each of them", async () => {
    const { steps } = await import("../test/steps.mjs");
    const names = steps({ conformanceKit: undefined }).map((step) => step.name);
    expect(names.filter((name) => name.startsWith("story-"))).toEqual(apps.map(({ name }) => `story-${name}`).sort());
    const scripts = apps.map(
      ({ name }) => JSON.parse(readFileSync(`${repository}apps/${name}/package.json`, "utf8")).scripts,
    );
    for (const script of scripts)
      expect(Object.keys(script)).toEqual(expect.arrayContaining(["build", "migrate", "start", "dev", "typecheck"]));
  });
});
