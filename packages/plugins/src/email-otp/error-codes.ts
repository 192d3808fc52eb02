import { defineErrorCodes } from "@better-auth/core/utils/error-codes";

/** What the plugin refuses with. */
export const EMAIL_OTP_ERROR_CODES = defineErrorCodes({
  OTP_EXPIRED: "OTP expired",
  INVALID_OTP: "Invalid OTP",
  TOO_MANY_ATTEMPTS: "Too many attempts",
  INVALID_OTP_TYPE: "Invalid OTP type",
  OTP_NOT_READABLE: "OTP is hashed, cannot return the plain text OTP",
  SEND_VERIFICATION_OTP_MISSING: "send email verification is not implemented",
  CHANGE_EMAIL_WITH_OTP_DISABLED: "Change email with OTP is disabled",
  CURRENT_EMAIL_OTP_REQUIRED: "OTP is required to verify current email",
  EMAIL_IS_THE_SAME: "Email is the same",
  EMAIL_ALREADY_IN_USE: "Email already in use",
});
