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

/**
 * Builds by their outcome, from the summary of a run of turbo.
 * @param {string} file
 * @param {Record<string, string>} folders what is counted: the folders of packages, and the names that are given to their builds
 */
export function turboCounts(file, folders) {
  const { tasks } = read(file);
  // What was not tried, for want of something else, has no execution.
  const isBuilt = (folder) => tasks.some((task) => task.directory === folder && task.execution?.exitCode === 0);
  const broken = Object.keys(folders).filter((folder) => !isBuilt(folder));
  return {
    passed: Object.keys(folders).length - broken.length,
    failed: broken.length,
    skipped: 0,
    broken: broken.map((folder) => folders[folder]),
  };
}

export function conformanceCounts(file) {
  const { passed, failed } = read(file);
  return { passed, failed, skipped: 0 };
}
