import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { getAuthoritativeSessionFromCtx } from "../../guard/session";
import { redeemDeletionLink } from "../../user-lifecycle/deletion-link";
import * as z from "../../validation/zod";
import { requireDeletionEnabled } from "./deletion-enabled";

/** Where the mailed link leads: deletes the user it was mailed to, who has to be signed in. */
export const deleteUserCallback = createAuthEndpoint(
  "/delete-user/callback",
  { method: "GET", query: z.object({ token: z.string(), callbackURL: z.optional(z.string()) }) },
  async (ctx) => {
    requireDeletionEnabled(ctx);
    // RFC 9110 §9.3.2: HEAD is for looking, as previews of links do; this link can only be opened once.
    if (ctx.request?.method === "HEAD") {
      throw new APIError(
        "METHOD_NOT_ALLOWED",
        { message: "Method not allowed", code: "METHOD_NOT_ALLOWED" },
        { allow: "GET" },
      );
    }
    const session = await getAuthoritativeSessionFromCtx(ctx);
    if (session === null) throw APIError.from("NOT_FOUND", BASE_ERROR_CODES.FAILED_TO_GET_USER_INFO);
    await redeemDeletionLink(ctx, session.user, ctx.query.token);
    if (ctx.query.callbackURL) throw ctx.redirect(ctx.query.callbackURL);
    return { success: true, message: "User deleted" };
  },
);
