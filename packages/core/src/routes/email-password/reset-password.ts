import { checkPasswordLength } from "../../account/password-rules";
import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { resetPassword as spendResetToken } from "../../user-lifecycle/reset-password";
import { tellApplication } from "../../user-lifecycle/tell-application";
import * as z from "../../validation/zod";

const resetPasswordBody = z.object({
  newPassword: z.string(),
  /** From the mailed link; in the query when it is not here. */
  token: z.optional(z.string()),
});

/** Replaces a forgotten password for whoever has the mailed token. Signs nobody in. */
export const resetPassword = createAuthEndpoint(
  "/reset-password",
  {
    method: "POST",
    operationId: "resetPassword",
    body: resetPasswordBody,
    query: z.optional(z.object({ token: z.optional(z.string()) })),
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const token = ctx.body.token || ctx.query?.token;
    if (!token) throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_TOKEN);
    checkPasswordLength(ctx.body.newPassword, ctx.context);

    const { revokeSessionsOnPasswordReset, onPasswordReset } = scope.instance.options.emailAndPassword ?? {};
    const makeHash = () => ctx.context.password.hash(ctx.body.newPassword);
    const reset = await spendResetToken(scope, token, makeHash, {
      revokeSessions: revokeSessionsOnPasswordReset === true,
    });
    if (reset.status === "user-gone") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.USER_NOT_FOUND);
    if (reset.status === "invalid-token") throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.INVALID_TOKEN);
    if (onPasswordReset) {
      // The password has changed by now, so a failure is logged, not answered.
      await tellApplication(scope, () => onPasswordReset({ user: reset.user }, ctx.request));
    }
    return { status: true };
  },
);
