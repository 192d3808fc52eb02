import type { AdapterCapabilities } from "./capabilities";
import type { OpenDatabase } from "./open-database";

/** What a test of the suite is given. */
export interface SuiteTestContext {
  /** Ends the test and says why there is nothing to test. */
  skip(note: string): void;
}

/** One test. */
export type SuiteTest = (context: SuiteTestContext) => Promise<void> | void;

/** Where tests are registered: with vitest, or with something that collects them. */
export interface Registrar {
  describe(name: string, body: () => void): void;
  it(name: string, test: SuiteTest): void;
  /** A test that is lost now and then when it can be lost: it may be run several times in a row. */
  race(name: string, test: SuiteTest): void;
  beforeEach(hook: () => Promise<void> | void): void;
}

/** Everything that a part of the suite works with. */
export interface Suite extends Registrar {
  /** Gives a database without rows, with the tables of the options. */
  readonly open: OpenDatabase;
  readonly capabilities: AdapterCapabilities;
}
