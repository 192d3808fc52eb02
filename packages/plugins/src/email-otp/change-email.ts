import { createAuthEndpoint, sensitiveSessionMiddleware } from "@better-auth/core/api";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { changeToProvenEmail, type EmailChange } from "@better-auth/core/lifecycle";
import type { ErrorCode } from "@better-auth/core/types";
import * as z from "@better-auth/core/zod";
import { type CodeTarget, spendCode } from "./code";
import { readEmail } from "./email";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import { mailCode } from "./mail";
import type { EmailOTPRules } from "./rules";

const TYPE = "change-email";

/** Why a code that was right changed nothing. */
const PROBLEMS: Readonly<Record<Exclude<EmailChange["status"], "changed">, ErrorCode>> = {
  taken: EMAIL_OTP_ERROR_CODES.EMAIL_ALREADY_IN_USE,
  // The address was changed, or the user deleted, while this call ran.
  missed: BASE_ERROR_CODES.USER_NOT_FOUND,
  stopped: BASE_ERROR_CODES.FAILED_TO_UPDATE_USER,
};

/** Changes the address of whoever is signed in: asked for with a code from the old one if need be, made by one from the new. */
export function makeChangeEmailEndpoints(rules: EmailOTPRules) {
  function readNewEmail(typed: string, current: string): string {
    if (!rules.changesEmail) {
      throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.CHANGE_EMAIL_WITH_OTP_DISABLED);
    }
    const newEmail = readEmail(typed);
    if (newEmail === current) throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.EMAIL_IS_THE_SAME);
    return newEmail;
  }

  function targetOf(user: { id: string; email: string }, email: string): CodeTarget {
    return { type: TYPE, email, userId: user.id, agreedBy: rules.verifiesCurrentEmail ? user.email : undefined };
  }

  return {
    requestEmailChangeEmailOTP: createAuthEndpoint(
      "/email-otp/request-email-change",
      {
        method: "POST",
        operationId: "requestEmailChangeWithEmailOTP",
        body: z.object({ newEmail: z.string(), otp: z.optional(z.string()) }),
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { user } = ctx.context.session;
        const newEmail = readNewEmail(ctx.body.newEmail, user.email);
        if (rules.verifiesCurrentEmail) {
          const { otp } = ctx.body;
          if (!otp) throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.CURRENT_EMAIL_OTP_REQUIRED);
          await spendCode(ctx, { type: "email-verification", email: user.email }, otp, rules);
        }
        const isMailed = (await ctx.context.internalAdapter.findUserByEmail(newEmail)) === null;
        await mailCode(ctx, targetOf(user, newEmail), rules, { isMailed, isHidden: true });
        return { success: true };
      },
    ),
    changeEmailEmailOTP: createAuthEndpoint(
      "/email-otp/change-email",
      {
        method: "POST",
        operationId: "changeEmailWithEmailOTP",
        body: z.object({ newEmail: z.string(), otp: z.string() }),
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { session } = ctx.context;
        const newEmail = readNewEmail(ctx.body.newEmail, session.user.email);
        await spendCode(ctx, targetOf(session.user, newEmail), ctx.body.otp, rules);
        const change = await changeToProvenEmail(ctx, session, newEmail);
        if (change.status !== "changed") throw APIError.from("BAD_REQUEST", PROBLEMS[change.status]);
        return { success: true };
      },
    ),
  };
}
