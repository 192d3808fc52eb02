import type { TestEntry, TestSuiteStats } from "./test-suite";

/** The numbers of a suite while it runs. */
export type Counts = { -readonly [K in keyof TestSuiteStats]: TestSuiteStats[K] };

/** Of a suite that has not run yet. */
export function newCounts(suite: string): Counts {
  return { suite, passed: 0, failed: 0, skipped: 0, duration: 0 };
}

/** Counts how a test ends. */
export function counted(test: TestEntry, counts: Counts): TestEntry {
  return async ({ skip }) => {
    const start = performance.now();
    let end: "passed" | "failed" | "skipped" = "failed";
    try {
      await test({
        skip: (note) => {
          end = "skipped";
          skip(note); // throws
        },
      });
      end = "passed";
    } finally {
      counts[end] += 1;
      counts.duration += performance.now() - start;
    }
  };
}
