import { afterAll } from "vitest";
import { openDrizzle, reusing } from "../../test-support/drizzle/databases";
import { describeAdapter } from "../fixtures/adapter-suite";

const { open, closeAll } = reusing((options) => openDrizzle("sqlite", options));
afterAll(closeAll);
describeAdapter("Drizzle over better-sqlite3", open);
