import { requireOwnPassword } from "../../account/own-password";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { isFresh } from "../../session/freshness";
import { deleteOwnUser } from "../../user-lifecycle/delete-own-user";
import { redeemDeletionLink, sendDeletionLink } from "../../user-lifecycle/deletion-link";
import * as z from "../../validation/zod";
import { requireDeletionEnabled } from "./deletion-enabled";

const deleteUserBody = z.object({
  /** Where the mailed link leads afterwards. */
  callbackURL: z.optional(z.string()),
  /** Wanted when the session is not fresh; checked whenever it is given. */
  password: z.optional(z.string()),
  /** From the mailed link, for pages that spend it themselves. */
  token: z.optional(z.string()),
});

const DELETED = { success: true, message: "User deleted" };

/**
 * Deletes whoever is signed in, with everything that is theirs: at once for a password, a mailed token or a fresh session,
 * and by a mailed link where the application sends one.
 */
export const deleteUser = createAuthEndpoint(
  "/delete-user",
  { method: "POST", operationId: "deleteUser", body: deleteUserBody, use: [sensitiveSessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const { sendDeleteAccountVerification } = requireDeletionEnabled(ctx);
    const { session, user } = ctx.context.session;
    const { callbackURL, password, token } = ctx.body;
    if (password) await requireOwnPassword(ctx, user.id, password);
    if (token) {
      await redeemDeletionLink(ctx, user, token);
      return DELETED;
    }
    if (sendDeleteAccountVerification) {
      await sendDeletionLink(ctx, user, callbackURL || "/", sendDeleteAccountVerification);
      return { success: true, message: "Verification email sent" };
    }
    if (!password && !isFresh(scope, session)) {
      throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.SESSION_EXPIRED);
    }
    await deleteOwnUser(ctx, user);
    return DELETED;
  },
);
