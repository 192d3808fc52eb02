import type { Plugin } from "@better-auth/core/types";
import { makeChangeEmailEndpoints } from "./change-email";
import { makeCodeEndpoints } from "./endpoints";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import { afterSignUp } from "./on-sign-up";
import { codesInsteadOfLinks } from "./override";
import { makeResetPasswordEndpoints } from "./reset-password";
import { readRules } from "./rules";
import { makeSignInEndpoints } from "./sign-in";
import type { EmailOTPOptions, EmailOTPTypes } from "./types";
import { makeVerifyEmailEndpoints } from "./verify-email";

/**
 * Codes in mails: sign-in, and sign-up where there is no account; proving an address; a new password; another address. A
 * code works once, for one purpose and for five minutes, and takes three wrong tries.
 *
 * @throws {BetterAuthError} for a length, a time or a number of attempts that no code could have; at the start, for
 *   `overrideDefaultEmailVerification` beside `user.changeEmail`, whose mails are links
 * @example
 * export const auth = betterAuth({
 *   plugins: [emailOTP({ sendVerificationOTP: ({ email, otp }) => mailer.send(email, `Your code: ${otp}`) })],
 * });
 */
export function emailOTP(options: EmailOTPOptions): Plugin<EmailOTPTypes> {
  const rules = readRules(options);
  const { window, max } = options.rateLimit ?? { window: 60, max: 3 };
  const sendsLinks = options.overrideDefaultEmailVerification !== true;
  const endpoints = {
    ...makeCodeEndpoints(rules),
    ...makeVerifyEmailEndpoints(rules),
    ...makeSignInEndpoints(rules),
    ...makeResetPasswordEndpoints(rules),
    ...makeChangeEmailEndpoints(rules),
  };
  const ours = new Set(Object.values(endpoints).map(({ path }) => path));
  return {
    id: "email-otp",
    endpoints,
    ...(!sendsLinks && { init: (context) => ({ options: codesInsteadOfLinks(context.options, rules) }) }),
    ...(sendsLinks && options.sendVerificationOnSignUp === true && { hooks: { after: [afterSignUp(rules)] } }),
    rateLimit: [{ window, max, pathMatcher: (path) => ours.has(path) }],
    options,
    $ERROR_CODES: EMAIL_OTP_ERROR_CODES,
  };
}
