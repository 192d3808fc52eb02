import { APIError } from "@better-auth/core/error";
import { sendMail } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext } from "@better-auth/core/types";
import { type CodeTarget, makeCode } from "./code";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import type { EmailOTPRules } from "./rules";

/** @throws {APIError} 400 SEND_VERIFICATION_OTP_MISSING, for options that were never type-checked */
export function requireSender(ctx: GenericEndpointContext, rules: EmailOTPRules): NonNullable<EmailOTPRules["send"]> {
  if (rules.send) return rules.send;
  ctx.context.logger.error("emailOTP: expected a function as `sendVerificationOTP`, so no code can be sent.");
  throw APIError.from("BAD_REQUEST", EMAIL_OTP_ERROR_CODES.SEND_VERIFICATION_OTP_MISSING);
}

/**
 * Stores a code and mails it. A code that is mailed to nobody is stored all the same: otherwise the answers to a few wrong
 * ones would tell which addresses have an account.
 *
 * @param settings.isMailed decides whether anybody gets it
 * @param settings.isHidden the answer hides whether it was mailed, so nobody waits for the mail
 */
export async function mailCode(
  ctx: GenericEndpointContext,
  target: CodeTarget,
  rules: EmailOTPRules,
  settings: { isMailed: boolean; isHidden: boolean },
): Promise<void> {
  const send = requireSender(ctx, rules);
  const otp = await makeCode(ctx, target, rules);
  if (!settings.isMailed) return;
  const { email, type } = target;
  await sendMail(ctx, async () => send({ email, otp, type }, ctx), settings);
}

/** Stores a code that is for whoever has an account with an address, and mails it to them alone. */
export async function mailCodeToUser(
  ctx: GenericEndpointContext,
  target: CodeTarget,
  rules: EmailOTPRules,
): Promise<void> {
  const isMailed = (await ctx.context.internalAdapter.findUserByEmail(target.email)) !== null;
  await mailCode(ctx, target, rules, { isMailed, isHidden: true });
}
