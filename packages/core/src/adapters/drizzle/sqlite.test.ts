import { afterAll } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { openDrizzle, reusing } from "../../test-support/drizzle/databases";

const { open, closeAll } = reusing((options) => openDrizzle("sqlite", options));
afterAll(closeAll);
describeAdapter("Drizzle over better-sqlite3", open);
