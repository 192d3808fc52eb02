import type { ApiMethod, BodyInput, ErrorCodes, SessionBodyInput, User } from "@better-auth/core/types";
import type { TwoFactorProvider, TwoFactorUserFields } from "./types";

/** What proves whose account it is. */
export interface TwoFactorPasswordBody {
  /** Not asked of users without a password where the options allow it. */
  password?: string | undefined;
}

/** Body of `enableTwoFactor`. */
export interface EnableTwoFactorBody extends TwoFactorPasswordBody {
  /** An authenticator app, or codes that are sent. @default "totp" */
  method?: TwoFactorProvider | undefined;
  /** What the authenticator app shows beside the codes. @default the option `issuer` */
  issuer?: string | undefined;
}

/** What `enableTwoFactor` answers. */
export type EnableTwoFactorResult =
  | { method: "otp"; totpURI?: undefined; backupCodes?: undefined }
  | {
      method: "totp";
      /** For a QR code. */
      totpURI: string;
      /** To be shown once. */
      backupCodes: string[];
    };

/** Body of `verifyTOTP` and `verifyTwoFactorOTP`. */
export interface VerifyTwoFactorCodeBody {
  code: string;
  /** Asks this browser for no second step for a while. @default false */
  trustDevice?: boolean | undefined;
}

/** Body of `verifyBackupCode`. */
export interface VerifyBackupCodeBody extends VerifyTwoFactorCodeBody {
  /** Spends the code and the pending sign-in, and signs nobody in. @default false */
  disableSession?: boolean | undefined;
}

/** Body of `sendTwoFactorOTP`. */
export interface SendTwoFactorOTPBody {
  /** Taken for the sake of older clients. */
  trustDevice?: boolean | undefined;
}

/** What a right code gives. */
export interface TwoFactorVerifiedResult {
  /** Of the session. */
  token: string;
  user: User & TwoFactorUserFields;
}

/** What a right backup code gives. */
export interface BackupCodeVerifiedResult {
  /** Of the session; none with `disableSession`. */
  token?: string | undefined;
  user: User & TwoFactorUserFields;
}

/** New backup codes, to be shown once. */
export interface BackupCodesResult {
  status: boolean;
  backupCodes: string[];
}

/**
 * Methods of `auth.api`. What tries a code refuses with 401 INVALID_CODE or INVALID_BACKUP_CODE, 400
 * TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE or OTP_HAS_EXPIRED, 401 INVALID_TWO_FACTOR_COOKIE where no sign-in is pending, and 429
 * ACCOUNT_TEMPORARILY_LOCKED.
 */
export interface TwoFactorApi {
  /**
   * Turns two-factor on. With an authenticator app it is on once `verifyTOTP` was right.
   * @throws {APIError} 400 INVALID_PASSWORD, TOTP_ALREADY_ENABLED, TOTP_NOT_CONFIGURED or OTP_NOT_CONFIGURED; 403
   *   SESSION_NOT_FRESH for a user without a password who signed in too long ago
   */
  enableTwoFactor: ApiMethod<SessionBodyInput<EnableTwoFactorBody>, EnableTwoFactorResult>;
  /** Turns two-factor off: secret, backup codes and trusted devices are gone. */
  disableTwoFactor: ApiMethod<SessionBodyInput<TwoFactorPasswordBody>, { status: boolean }>;
  /** The address in the QR code of the authenticator app. */
  getTOTPURI: ApiMethod<SessionBodyInput<TwoFactorPasswordBody>, { totpURI: string }>;
  /** The present code of a secret. Only the server can call it. */
  generateTOTP: ApiMethod<BodyInput<{ secret: string }>, { code: string }>;
  /** Tries a code of the authenticator app: signs in, or turns two-factor on for whoever is signed in. */
  verifyTOTP: ApiMethod<BodyInput<VerifyTwoFactorCodeBody>, TwoFactorVerifiedResult>;
  /** Sends a code. */
  sendTwoFactorOTP: ApiMethod<{ body?: SendTwoFactorOTPBody | undefined; headers: HeadersInit }, { status: boolean }>;
  /** Tries a code that was sent: signs in, or turns two-factor on for whoever is signed in. */
  verifyTwoFactorOTP: ApiMethod<BodyInput<VerifyTwoFactorCodeBody>, TwoFactorVerifiedResult>;
  /** Tries a backup code, which works once. */
  verifyBackupCode: ApiMethod<BodyInput<VerifyBackupCodeBody>, BackupCodeVerifiedResult>;
  /** Makes new backup codes; the ones before are worth nothing. */
  generateBackupCodes: ApiMethod<SessionBodyInput<TwoFactorPasswordBody>, BackupCodesResult>;
  /** The backup codes that are left. Only the server can call it. */
  viewBackupCodes: ApiMethod<BodyInput<{ userId: string }>, BackupCodesResult>;
}

/** Codes of the plugin's errors. */
export type TwoFactorErrorCodes = ErrorCodes<
  | "OTP_NOT_ENABLED"
  | "OTP_NOT_CONFIGURED"
  | "OTP_HAS_EXPIRED"
  | "TOTP_NOT_ENABLED"
  | "TOTP_ALREADY_ENABLED"
  | "TOTP_NOT_CONFIGURED"
  | "TWO_FACTOR_NOT_ENABLED"
  | "BACKUP_CODES_NOT_ENABLED"
  | "INVALID_BACKUP_CODE"
  | "INVALID_CODE"
  | "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"
  | "ACCOUNT_TEMPORARILY_LOCKED"
  | "INVALID_TWO_FACTOR_COOKIE"
>;

/** What the plugin adds to the types. */
export interface TwoFactorTypes {
  id: "two-factor";
  api: TwoFactorApi;
  user: TwoFactorUserFields;
  errors: TwoFactorErrorCodes;
}
