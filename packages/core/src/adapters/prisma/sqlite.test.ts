import { afterAll } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { opening } from "../../test-support/prisma/databases";

const { open, closeAll } = opening("sqlite");
afterAll(closeAll);
describeAdapter("Prisma over better-sqlite3", open);
