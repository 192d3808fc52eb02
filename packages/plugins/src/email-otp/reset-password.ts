import { createAuthEndpoint } from "@better-auth/core/api";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { checkPasswordLength, resetPasswordOf } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { spendCode } from "./code";
import { readEmail } from "./email";
import { mailCodeToUser } from "./mail";
import type { EmailOTPRules } from "./rules";

const TYPE = "forget-password";

/** Sets a new password by a code. */
export function makeResetPasswordEndpoints(rules: EmailOTPRules) {
  const request = {
    method: "POST",
    body: z.object({ email: z.string() }),
    metadata: { accountField: "email" },
  } as const;

  async function mailResetCode(ctx: GenericEndpointContext, typed: string) {
    await mailCodeToUser(ctx, { type: TYPE, email: readEmail(typed) }, rules);
    return { success: true };
  }

  return {
    requestPasswordResetEmailOTP: createAuthEndpoint(
      "/email-otp/request-password-reset",
      { ...request, operationId: "requestPasswordResetWithEmailOTP" },
      async (ctx) => mailResetCode(ctx, ctx.body.email),
    ),
    forgetPasswordEmailOTP: createAuthEndpoint(
      "/forget-password/email-otp",
      { ...request, operationId: "forgetPasswordWithEmailOTP" },
      async (ctx) => mailResetCode(ctx, ctx.body.email),
    ),
    resetPasswordEmailOTP: createAuthEndpoint(
      "/email-otp/reset-password",
      {
        method: "POST",
        operationId: "resetPasswordWithEmailOTP",
        body: z.object({ email: z.string(), otp: z.string(), password: z.string() }),
        metadata: { accountField: "email" },
      },
      async (ctx) => {
        const { otp, password } = ctx.body;
        const email = readEmail(ctx.body.email);
        // Before the code, so that a password which cannot be has not cost it.
        checkPasswordLength(password, ctx.context);
        await spendCode(ctx, { type: TYPE, email }, otp, rules);
        if ((await resetPasswordOf(ctx, { email, password })) === null) {
          throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.USER_NOT_FOUND);
        }
        return { success: true };
      },
    ),
  };
}
