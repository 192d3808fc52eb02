import { createTest } from "../e2e/test.ts";
import { followRequests } from "./settle.ts";

export { expect } from "@playwright/test";
export const test = createTest(followRequests);
