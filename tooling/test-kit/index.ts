// What the core's own tests stand on, over the published entries of the core.
import { betterAuth } from "@better-auth/core";
import { getMigrations } from "@better-auth/core/db/migration";
import { authMaker } from "../../packages/core/src/test-support/make-auth";

export { type Answer, Browser } from "../../packages/core/src/test-support/browser";
export { budget } from "../../packages/core/src/test-support/budget";
export { ORIGIN, PASSWORD, SECRET } from "../../packages/core/src/test-support/constants";
export { fakeProvider } from "../../packages/core/src/test-support/fake-provider";
export { cheapPasswords } from "../../packages/core/src/test-support/make-auth";
export { memoryStorage } from "../../packages/core/src/test-support/memory-storage";
export { databaseKind } from "../../packages/core/src/test-support/test-database";

/** An instance on a real database of its own (SQLite in memory, unless told), migrated by its own migrations. */
export const makeAuth = authMaker(betterAuth, getMigrations);
