import type { AdapterCapabilities, OpenDatabase, SuiteTest } from "@better-auth/core/adapter-suite";
import type { BetterAuthOptions, DBAdapter } from "@better-auth/core/types";
import type { InsertRandomFn } from "./insert-random";

/** One test: a function, which may skip itself with a reason. */
export type TestEntry = SuiteTest;

/** Where lines about the run go. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** How many tests of a suite ended in which way. */
export interface TestSuiteStats {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** In milliseconds. */
  readonly duration: number;
}

/** What the tests of a suite work with. */
export interface TestHelpers {
  /** The database of the test that runs, without rows, with the tables of the suite's options. */
  readonly adapter: DBAdapter;
  /** The suite's options. */
  readonly options: BetterAuthOptions;
  /** Another database, without rows, with the tables of other options. */
  readonly open: OpenDatabase;
  /** What the adapter is not made for. */
  readonly capabilities: AdapterCapabilities;
  /** Writes rows of random content. */
  readonly insertRandom: InsertRandomFn;
}

/** What `testAdapter` gives to a suite. */
export interface TestSuiteContext {
  readonly open: OpenDatabase;
  readonly capabilities: AdapterCapabilities;
}

/** How the run of a suite is changed. */
export interface TestSuiteOptions {
  /**
   * Tests that are left out, by their names; `ALL: true` leaves out every one that is not `false` here. One line says
   * which. A name that no test has is refused.
   */
  readonly disableTests?: Readonly<Record<string, boolean>> | undefined;
}

/** A suite, for `testAdapter({ tests })`. */
export interface TestSuite extends TestSuiteOptions {
  readonly name: string;
  /** The tests by their names. */
  tests(context: TestSuiteContext): Readonly<Record<string, TestEntry>>;
}
