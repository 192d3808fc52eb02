export {
  type AdapterCapabilities,
  type CollectedTest,
  collectTests,
  type DateRange,
  describeAdapter,
  type OpenDatabase,
  type SuitePart,
  suiteParts,
  type TestOutcome,
} from "@better-auth/core/adapter-suite";
export { authFlowTestSuite } from "./adapter/auth-flow";
export { type CreateTestSuiteConfig, createTestSuite } from "./adapter/create-test-suite";
export { enableJoinTests } from "./adapter/enable-join-tests";
export type { InsertRandomFn, RandomModel } from "./adapter/insert-random";
export {
  caseInsensitiveTestSuite,
  getNormalTestSuiteTests,
  joinsTestSuite,
  normalTestSuite,
  numberIdTestSuite,
  transactionsTestSuite,
  uuidTestSuite,
} from "./adapter/suites";
export { type TestAdapterOptions, testAdapter } from "./adapter/test-adapter";
export type {
  Logger,
  TestEntry,
  TestHelpers,
  TestSuite,
  TestSuiteOptions,
  TestSuiteStats,
} from "./adapter/test-suite";
