import { collectTests, type SuitePart, suiteParts } from "@better-auth/core/adapter-suite";
import type { TestEntry, TestSuite, TestSuiteContext, TestSuiteOptions } from "./test-suite";

/** Parts of the suite as tests by their names. */
function testsOf(parts: readonly SuitePart[], { open, capabilities }: TestSuiteContext): Record<string, TestEntry> {
  const collected = collectTests((registrar) => {
    for (const part of parts) suiteParts[part]({ ...registrar, open, capabilities });
  });
  return Object.fromEntries(
    collected.map(({ name, run }): [string, TestEntry] => [
      name,
      async ({ skip }) => {
        const { skipped } = await run();
        if (skipped !== undefined) skip(skipped);
      },
    ]),
  );
}

const suiteOf =
  (name: string, parts: readonly SuitePart[]) =>
  (options: TestSuiteOptions = {}): TestSuite => ({
    name,
    tests: (context) => testsOf(parts, context),
    ...options,
  });

const NORMAL: readonly SuitePart[] = [
  "creating",
  "values",
  "clauses",
  "operators",
  "lists",
  "changing",
  "firstOneWins",
  "races",
  "transforms",
  "ids",
  "renamed",
  "hostileValues",
  "hostileNames",
];

/** The tests of `normalTestSuite`, by their names, for a suite of one's own. */
export function getNormalTestSuiteTests(context: TestSuiteContext): Record<string, TestEntry> {
  return testsOf(NORMAL, context);
}

/**
 * What every adapter does: creating, reading, changing and deleting, values of every type, operators, lists, calls of
 * which one wins, renamed tables and columns, hostile input.
 */
export const normalTestSuite: (options?: TestSuiteOptions) => TestSuite = suiteOf("normal", NORMAL);

/** Comparisons that do not heed letter case. */
export const caseInsensitiveTestSuite: (options?: TestSuiteOptions) => TestSuite = suiteOf("case insensitive", [
  "insensitive",
]);

/** Related rows, read by the factory and by the adapter itself. */
export const joinsTestSuite: (options?: TestSuiteOptions) => TestSuite = suiteOf("joins", ["joins"]);

/** Ids that the database counts up (`generateId: "serial"`). */
export const numberIdTestSuite: (options?: TestSuiteOptions) => TestSuite = suiteOf("number ids", ["numericIds"]);

/** Ids that are UUIDs. */
export const uuidTestSuite: (options?: TestSuiteOptions) => TestSuite = suiteOf("UUIDs", ["uuids"]);

/** Transactions: everything or nothing, and apart from others. */
export const transactionsTestSuite: (options?: TestSuiteOptions) => TestSuite = suiteOf("transactions", [
  "transactions",
]);
