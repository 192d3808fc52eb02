export { type AdapterCapabilities, type DateRange, leftOut } from "./adapter-suite/capabilities";
export { type CollectedTest, collectTests, type TestOutcome } from "./adapter-suite/collect";
export { describeAdapter } from "./adapter-suite/describe-adapter";
export { keepingOpen, type OpenDatabase } from "./adapter-suite/open-database";
export { type SuitePart, suiteParts } from "./adapter-suite/parts";
export type { Registrar, Suite, SuiteTest, SuiteTestContext } from "./adapter-suite/suite";
