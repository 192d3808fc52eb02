import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { deleteSessionCookie, readSessionToken } from "../../session/cookie";
import { revokeSessionByToken } from "../../session/store";
import * as z from "../../validation/zod";

const signOutBody = z.optional(
  z.object({
    /** Where to go afterwards. */
    callbackURL: z.optional(z.string()),
    disableRedirect: z.optional(z.boolean()),
    state: z.optional(z.string()),
  }),
);

/** Ends the session of this browser. Harmless without one. */
export const signOut = createAuthEndpoint(
  "/sign-out",
  { method: "POST", operationId: "signOut", body: signOutBody, requireHeaders: true },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const token = await readSessionToken(scope);
    if (token !== null) await revokeSessionByToken(scope, token, "sign-out");
    deleteSessionCookie(ctx);
    return { success: true };
  },
);
