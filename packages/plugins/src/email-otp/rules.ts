import { positive } from "../positive";
import type { EmailOTPOptions, StoreOTP } from "./types";

/** Options with their defaults. */
export interface EmailOTPRules {
  readonly send: EmailOTPOptions["sendVerificationOTP"] | undefined;
  readonly generate: EmailOTPOptions["generateOTP"];
  readonly otpLength: number;
  readonly expiresIn: number;
  readonly allowedAttempts: number;
  readonly form: StoreOTP;
  readonly sendsAgain: boolean;
  readonly opensSignUp: boolean;
  readonly changesEmail: boolean;
  readonly verifiesCurrentEmail: boolean;
}

/**
 * Reads the options once.
 * @throws {BetterAuthError} for a number that no code could have
 */
export function readRules(options: EmailOTPOptions): EmailOTPRules {
  return {
    send: options.sendVerificationOTP,
    generate: options.generateOTP,
    otpLength: positive("emailOTP.otpLength", options.otpLength ?? 6, "digits"),
    expiresIn: positive("emailOTP.expiresIn", options.expiresIn ?? 300, "seconds"),
    allowedAttempts: positive("emailOTP.allowedAttempts", options.allowedAttempts ?? 3, "attempts"),
    form: options.storeOTP ?? "encrypted",
    sendsAgain: options.resendStrategy === "reuse",
    opensSignUp: options.disableSignUp !== true,
    changesEmail: options.changeEmail?.enabled === true,
    verifiesCurrentEmail: options.changeEmail?.verifyCurrentEmail === true,
  };
}
