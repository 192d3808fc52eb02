import { type AdapterCapabilities, leftOut } from "@better-auth/core/adapter-suite";
import { afterAll, describe, it } from "vitest";
import { makeOpen, type OpenSettings } from "./open";
import { type Counts, counted, newCounts } from "./stats";
import type { Logger, TestEntry, TestSuite, TestSuiteStats } from "./test-suite";

/** What is tested, and how. */
export interface TestAdapterOptions extends OpenSettings {
  /** The suites, in order. */
  readonly tests: readonly TestSuite[];
  /** What the adapter is not made for; one line says what is left out therefore. @default {} */
  readonly capabilities?: AdapterCapabilities | undefined;
  /** Stands before the names of the suites. @default "adapter" */
  readonly prefixTests?: string | undefined;
  /** Is called when every suite has ended, for closing the database. */
  readonly onFinish?: ((stats: readonly TestSuiteStats[]) => unknown) | undefined;
  /** @default console */
  readonly logger?: Logger | undefined;
}

/** A suite that is ready to be described. */
interface PreparedSuite {
  readonly tests: Readonly<Record<string, TestEntry>>;
  readonly isDisabled: (name: string) => boolean;
  readonly counts: Counts;
}

/** @throws {Error} for a name that no test has: what is thought to be left out would run */
function disabledTests(
  { name: suite, disableTests = {} }: TestSuite,
  tests: Readonly<Record<string, TestEntry>>,
): (name: string) => boolean {
  const unknown = Object.keys(disableTests).filter((name) => name !== "ALL" && !Object.hasOwn(tests, name));
  if (unknown.length > 0) {
    throw new Error(
      `disableTests of the suite "${suite}" names ${unknown.map((name) => `"${name}"`).join(", ")}; ` +
        `expected "ALL" or names of its tests:\n${Object.keys(tests).join("\n")}`,
    );
  }
  return (name) => disableTests[name] ?? disableTests.ALL ?? false;
}

function describeSuite({ tests, isDisabled, counts }: PreparedSuite, logger: Logger): void {
  const disabled = Object.keys(tests).filter(isDisabled);
  counts.skipped += disabled.length;
  if (disabled.length > 0) logger.info(`${counts.suite}: disableTests leaves out ${disabled.join("; ")}`);
  for (const [name, test] of Object.entries(tests)) {
    if (isDisabled(name)) continue;
    const run = counted(test, counts);
    it(name, async ({ skip }) => run({ skip: (note) => skip(note) }));
  }
}

/**
 * Describes suites for vitest. The database is one for all of them: `runMigrations` is asked to make its tables anew
 * whenever a test needs those of other options.
 *
 * @returns `execute`, which registers the tests: call it where tests are described
 * @throws {Error} for a name in `disableTests` that no test has
 * @example
 * const { execute } = await testAdapter({
 *   adapter: () => myAdapter(client),
 *   runMigrations: (options) => makeTables(client, options),
 *   tests: [normalTestSuite(), joinsTestSuite(), transactionsTestSuite()],
 *   onFinish: () => client.close(),
 * });
 * execute();
 */
export async function testAdapter(options: TestAdapterOptions): Promise<{ execute(): void }> {
  const { capabilities = {}, prefixTests = "adapter", onFinish, logger = console } = options;
  const open = makeOpen(options);
  const suites = options.tests.map((suite) => {
    const tests = suite.tests({ open, capabilities });
    return { name: suite.name, tests, isDisabled: disabledTests(suite, tests), counts: newCounts(suite.name) };
  });
  const execute = (): void => {
    describe(prefixTests, () => {
      const notes = leftOut(capabilities);
      if (notes.length > 0) logger.info(`${prefixTests}: the adapter suite leaves out ${notes.join(", ")}`);
      for (const suite of suites) describe(suite.name, () => describeSuite(suite, logger));
      afterAll(async () => {
        const all = suites.map(({ counts }) => counts);
        for (const { suite, passed, failed, skipped, duration } of all) {
          logger.info(`${suite}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${Math.round(duration)} ms`);
        }
        await onFinish?.(all);
      });
    });
  };
  return { execute };
}
