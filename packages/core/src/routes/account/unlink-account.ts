import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { freshSessionMiddleware } from "../../guard/session";
import { forgetAccount } from "../../session/account-cookie";
import { unlinkAccount as takeAccount } from "../../user-lifecycle/unlink-account";
import * as z from "../../validation/zod";

/** Takes away one of the ways to sign in: by its row's id, as list-accounts gives it. The last one stays. */
export const unlinkAccount = createAuthEndpoint(
  "/unlink-account",
  { method: "POST", body: z.object({ accountId: z.string() }), use: [freshSessionMiddleware] },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const mayTakeLast = scope.instance.options.account?.accountLinking?.allowUnlinkingAll === true;
    const outcome = await takeAccount(scope, ctx.context.session.user, ctx.body.accountId, { mayTakeLast });
    if (outcome === "last-account") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.FAILED_TO_UNLINK_LAST_ACCOUNT);
    if (outcome === "not-found") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.ACCOUNT_NOT_FOUND);
    await forgetAccount(ctx, ctx.body.accountId);
    return { status: true };
  },
);
