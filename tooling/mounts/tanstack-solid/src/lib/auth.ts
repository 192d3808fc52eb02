import { DatabaseSync } from "node:sqlite";
import { tanstackStartCookies } from "better-auth/tanstack-start/solid";
import { createAuth, migrate } from "../../../auth.mjs";

export const auth = createAuth(new DatabaseSync(":memory:"), process.env.BETTER_AUTH_URL, [tanstackStartCookies()]);
await migrate(auth);
