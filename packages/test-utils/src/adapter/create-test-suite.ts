import type { BetterAuthOptions, DBAdapter } from "@better-auth/core/types";
import { makeInsertRandom } from "./insert-random";
import type { TestEntry, TestHelpers, TestSuite, TestSuiteContext, TestSuiteOptions } from "./test-suite";

/** What the tests of a suite share. */
export interface CreateTestSuiteConfig {
  /** The options whose tables the tests use. @default {}, which has the core's own tables */
  readonly defaultBetterAuthOptions?: BetterAuthOptions | undefined;
}

/**
 * Makes a suite of one's own, to run beside those that are here.
 *
 * @param makeTests gives tests by their names; each finds an empty database
 * @returns what makes the suite for `testAdapter({ tests: [mySuite()] })`
 * @example
 * const mySuite = createTestSuite("mine", {}, ({ adapter, insertRandom }) => ({
 *   "counts users": async () => {
 *     await insertRandom("user", 3);
 *     expect(await adapter.count({ model: "user" })).toBe(3);
 *   },
 * }));
 */
export function createTestSuite(
  name: string,
  config: CreateTestSuiteConfig,
  makeTests: (helpers: TestHelpers) => Readonly<Record<string, TestEntry>>,
): (options?: TestSuiteOptions) => TestSuite {
  const options = config.defaultBetterAuthOptions ?? {};
  const tests = ({ open, capabilities }: TestSuiteContext): Record<string, TestEntry> => {
    let current: DBAdapter | undefined;
    const adapter = (): DBAdapter => {
      if (current === undefined) throw new Error("The adapter is there when a test runs, not before.");
      return current;
    };
    // Tests may take it out of the helpers before one of them runs.
    const forwarding = new Proxy({} as DBAdapter, {
      get: (_, key) => Reflect.get(adapter(), key),
      has: (_, key) => Reflect.has(adapter(), key),
    });
    const entries = makeTests({
      adapter: forwarding,
      options,
      open,
      capabilities,
      insertRandom: makeInsertRandom(adapter),
    });
    return Object.fromEntries(
      Object.entries(entries).map(([title, test]): [string, TestEntry] => [
        title,
        async (context) => {
          current = await open(options);
          await test(context);
        },
      ]),
    );
  };
  return (suiteOptions = {}) => ({ name, tests, ...suiteOptions });
}
