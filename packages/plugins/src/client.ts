export type { ClientPlugin } from "@better-auth/client";
export {
  type CustomSessionClientTypes,
  customSessionClient,
  type WithCustomSession,
} from "./custom-session/client";
export { type EmailOTPClient, type EmailOTPClientTypes, emailOTPClient } from "./email-otp/client";
export { EMAIL_OTP_ERROR_CODES } from "./email-otp/error-codes";
export { type MagicLinkClient, type MagicLinkClientTypes, magicLinkClient } from "./magic-link/client";
export {
  type TwoFactorClient,
  type TwoFactorClientOptions,
  type TwoFactorClientTypes,
  twoFactorClient,
} from "./two-factor/client";
export { TWO_FACTOR_ERROR_CODES } from "./two-factor/error-codes";
export {
  type UsernameClient,
  type UsernameClientOptions,
  type UsernameClientTypes,
  type UsernameClientTypesWithoutDisplayUsername,
  usernameClient,
} from "./username/client";
export { USERNAME_ERROR_CODES } from "./username/error-codes";
