import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError } from "../../error";
import { isEmail } from "../../user/email";
import { findUserByEmail } from "../../user/store";
import { makeResetToken, requestPasswordReset as storeResetToken } from "../../user-lifecycle/reset-password";
import { sendMail } from "../../user-lifecycle/send-mail";
import * as z from "../../validation/zod";

const DEFAULT_EXPIRES_IN_SECONDS = 3600;

const requestPasswordResetBody = z.object({
  email: z.string().check(z.refine(isEmail, "Invalid email address")),
  /** The page that asks for the new password. */
  redirectTo: z.optional(z.string()),
});

/**
 * Mails a link that lets its reader choose a new password. Known and unknown addresses get the same answer after the
 * same work: nobody waits for the mail.
 */
export const requestPasswordReset = createAuthEndpoint(
  "/request-password-reset",
  {
    method: "POST",
    operationId: "requestPasswordReset",
    body: requestPasswordResetBody,
    metadata: { accountField: "email" },
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const { sendResetPassword, resetPasswordTokenExpiresIn } = scope.instance.options.emailAndPassword ?? {};
    if (!sendResetPassword) {
      ctx.context.logger.error("emailAndPassword.sendResetPassword is not set, so no password can be reset.");
      throw new APIError("BAD_REQUEST", {
        message: "Reset password isn't enabled",
        code: "RESET_PASSWORD_DISABLED",
      });
    }
    const { email, redirectTo = "" } = ctx.body;
    const token = await makeResetToken(email);
    const user = (await findUserByEmail(scope, email))?.user ?? null;
    const isStored = await storeResetToken(scope, {
      user,
      email,
      token,
      expiresInSeconds: resetPasswordTokenExpiresIn ?? DEFAULT_EXPIRES_IN_SECONDS,
    });
    if (user && isStored) {
      const url = `${ctx.context.baseURL}/reset-password/${token}?callbackURL=${encodeURIComponent(redirectTo)}`;
      await sendMail(ctx, () => sendResetPassword({ user, url, token }, ctx.request), { isHidden: true });
    }
    return {
      status: true,
      message: "If this email exists in our system, check your email for the reset link",
    };
  },
);
