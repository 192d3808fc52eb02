// Proves that the tests of the defences can fail: each weakness of the list, put into the sources, makes the tests
// that are named beside it fail. Together with the ordinary run, in which they pass.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mutations } from "./list.mjs";

/** The full names of the tests that failed. */
async function failures({ name, tests }) {
  const folder = mkdtempSync(join(tmpdir(), "mutation-"));
  const report = join(folder, "report.json");
  const args = ["run", ...tests, "--reporter=json", `--outputFile=${report}`];
  await new Promise((done, fail) => {
    const child = spawn("vitest", args, {
      env: { ...process.env, MUTATION: name, VITEST: undefined },
      stdio: "ignore",
    });
    child.on("error", fail);
    child.on("close", done);
  });
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  rmSync(folder, { recursive: true });
  return testResults.flatMap((file) =>
    file.assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
}

it.each(mutations)("$name is seen", { timeout: 120_000 }, async (mutation) => {
  const failed = await failures(mutation);
  expect(failed).not.toEqual([]);
  for (const expected of mutation.fails) {
    expect(
      failed.some((title) => title.includes(expected)),
      `expected a failing test "${expected}", got:\n${failed.join("\n")}`,
    ).toBe(true);
  }
});
