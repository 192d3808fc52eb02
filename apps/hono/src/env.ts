import type { SessionVariables } from "better-auth/hono";
import type { auth } from "./auth.ts";

/** What the middleware puts into the context of each request. */
export interface Env {
  Variables: SessionVariables<typeof auth>;
}
