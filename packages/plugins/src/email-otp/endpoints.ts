import { createAuthEndpoint, formCsrfMiddleware } from "@better-auth/core/api";
import { APIError, BASE_ERROR_CODES } from "@better-auth/core/error";
import { canonicalEmail, isEmail } from "@better-auth/core/lifecycle";
import * as z from "@better-auth/core/zod";
import { findCode, makeCode, spendCode } from "./code";
import { readEmail } from "./email";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import { mailCode, mailCodeToUser } from "./mail";
import type { EmailOTPRules } from "./rules";

const typeField = z.enum(["email-verification", "sign-in", "forget-password", "change-email"]);
const codeRequest = z.object({ email: z.string(), type: typeField });

/** The operations that make codes and look at them. */
export function makeCodeEndpoints(rules: EmailOTPRules) {
  return {
    sendVerificationOTP: createAuthEndpoint(
      "/email-otp/send-verification-otp",
      {
        method: "POST",
        operationId: "sendEmailVerificationOTP",
        body: codeRequest,
        use: [formCsrfMiddleware],
        metadata: { accountField: "email" },
      },
      async (ctx) => {
        const { type } = ctx.body;
        const email = readEmail(ctx.body.email);
        // A change of address belongs to somebody who is signed in.
        if (type === "change-email") throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.INVALID_OTP_TYPE);
        if (type === "sign-in" && rules.opensSignUp) {
          await mailCode(ctx, { type, email }, rules, { isMailed: true, isHidden: false });
        } else await mailCodeToUser(ctx, { type, email }, rules);
        return { success: true };
      },
    ),
    createVerificationOTP: createAuthEndpoint.serverOnly(
      { method: "POST", operationId: "createEmailVerificationOTP", body: codeRequest },
      async (ctx) => makeCode(ctx, { type: ctx.body.type, email: readEmail(ctx.body.email) }, rules),
    ),
    getVerificationOTP: createAuthEndpoint.serverOnly(
      { method: "GET", operationId: "getEmailVerificationOTP", query: codeRequest },
      async (ctx) => {
        const { email, type } = ctx.query;
        const found = isEmail(email) ? await findCode(ctx, { type, email: canonicalEmail(email) }, rules) : null;
        if (found === null) return { otp: null };
        if (found.code === null) throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.OTP_NOT_READABLE);
        return { otp: found.code };
      },
    ),
    checkVerificationOTP: createAuthEndpoint(
      "/email-otp/check-verification-otp",
      {
        method: "POST",
        operationId: "verifyEmailWithOTP",
        body: z.object({ email: z.string(), type: typeField, otp: z.string() }),
        metadata: { accountField: "email" },
      },
      async (ctx) => {
        const { type, otp } = ctx.body;
        const email = readEmail(ctx.body.email);
        await spendCode(ctx, { type, email }, otp, rules, { keep: true });
        // Only whoever has the code gets this far.
        if ((await ctx.context.internalAdapter.findUserByEmail(email)) === null) {
          throw APIError.from("BAD_REQUEST", BASE_ERROR_CODES.USER_NOT_FOUND);
        }
        return { success: true };
      },
    ),
  };
}
