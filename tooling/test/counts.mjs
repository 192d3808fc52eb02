// How many tests passed, read from each runner's own JSON report.
import { readFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

export function vitestCounts(file) {
  const report = read(file);
  // A file that cannot be loaded has no test of its own to fail.
  const unloaded = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function playwrightCounts(file) {
  const { stats, errors } = read(file);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

export function conformanceCounts(file) {
  const { passed, failed } = read(file);
  return { passed, failed, skipped: 0 };
}
