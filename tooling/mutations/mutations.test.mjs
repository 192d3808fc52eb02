// Proves that the tests of the defences can fail: each weakness of the list, put into the sources, makes the tests
// that are named beside it fail. Together with the ordinary run, in which they pass.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mutations } from "./list.mjs";

/** The full names of the tests that failed. */
async function failures({ name, tests, only, times }) {
  const folder = mkdtempSync(join(tmpdir(), "mutation-"));
  const report = join(folder, "report.json");
  const args = ["run", ...tests, "--reporter=json", `--outputFile=${report}`, ...(only ? ["-t", only] : [])];
  await new Promise((done, fail) => {
    const child = spawn("vitest", args, {
      env: { ...process.env, ...(times && { BETTER_AUTH_TEST_REPEAT: `${times}` }), MUTATION: name, VITEST: undefined },
      stdio: "ignore",
    });
    child.on("error", fail);
    child.on("close", done);
  });
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  rmSync(folder, { recursive: true });
  // A file that could not be loaded has run no test, so that none of them failed.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  if (unloaded.length > 0) throw new Error(unloaded.map(({ message }) => message).join("\n"));
  return testResults.flatMap((file) =>
    file.assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
}

for (const mutation of mutations) {
  const { name, needs } = mutation;
  // Side by side: each is a run of its own, and most of that is its start.
  it.concurrent.skipIf(needs !== undefined && process.env[needs] === undefined)(
    `${name} is seen`,
    { timeout: 120_000 },
    async () => {
      const failed = await failures(mutation);
      expect(failed).not.toEqual([]);
      for (const expected of mutation.fails) {
        expect(
          failed.some((title) => title.includes(expected)),
          `expected a failing test "${expected}", got:\n${failed.join("\n")}`,
        ).toBe(true);
      }
    },
  );
}
