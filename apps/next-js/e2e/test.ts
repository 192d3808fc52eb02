import { createTest } from "../../../tooling/e2e/test.ts";

export { expect } from "@playwright/test";
export const test = createTest();
