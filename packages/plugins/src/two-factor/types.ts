import type { Awaitable, GenericEndpointContext, User } from "@better-auth/core/types";

/** Fields of a user. */
export interface TwoFactorUserFields {
  twoFactorEnabled?: boolean | null | undefined;
}

/** A user as the plugin knows it. */
export type UserWithTwoFactor = User & TwoFactorUserFields & Record<string, unknown>;

/** What somebody can be asked for. */
export type TwoFactorProvider = "totp" | "otp";

/** A row of the plugin's table: one for each user who has, or sets up, a second factor. */
export interface TwoFactorTable {
  id: string;
  userId: string;
  /** Of the authenticator app, encrypted; empty where there is none. */
  secret: string;
  /** A list as JSON, in the form that `storeBackupCodes` says. */
  backupCodes: string;
  /** `false` until a first code of the app has been right. */
  verified?: boolean | null | undefined;
  failedVerificationCount?: number | null | undefined;
  lockedUntil?: Date | null | undefined;
  /** The start of the time step whose code was taken last: it is not taken again. */
  lastTotpStepAt?: Date | null | undefined;
  /** When two-factor was turned on: devices that were trusted before are not any more. */
  enabledAt?: Date | null | undefined;
}

/** Codes of an authenticator app (RFC 6238). */
export interface TOTPOptions {
  /** @default 6 */
  digits?: 6 | 8 | undefined;
  /** Seconds that a code stands for. @default 30 */
  period?: number | undefined;
  /** `getTOTPURI` for users without a password asks for none. @default the plugin's `allowPasswordless` */
  allowPasswordless?: boolean | undefined;
  /** No authenticator apps. @default false */
  disable?: boolean | undefined;
  /** @deprecated does nothing; use the plugin's `backupCodeOptions` */
  backupCodes?: BackupCodeOptions | undefined;
}

/** How a code that is sent stands in the store. */
export type StoreTwoFactorOTP =
  | "plain"
  | "hashed"
  | "encrypted"
  | { hash: (otp: string) => Promise<string> }
  | { encrypt: (otp: string) => Promise<string>; decrypt: (stored: string) => Promise<string> };

/** Codes that are sent to somebody. */
export interface OTPOptions {
  /** Sends a code. Without it there are none. */
  sendOTP?:
    | ((message: { user: UserWithTwoFactor; otp: string }, ctx?: GenericEndpointContext) => Awaitable<void>)
    | undefined;
  /** Minutes that a code works. @default 3 */
  period?: number | undefined;
  /** @default 6 */
  digits?: number | undefined;
  /** Wrong codes that are taken before the code that was sent is gone. @default 5 */
  allowedAttempts?: number | undefined;
  /** "encrypted" can be read with the secret only; the hash of a short code is found by trying. @default "encrypted" */
  storeOTP?: StoreTwoFactorOTP | undefined;
  /**
   * What `sendOTP` sends by. A code by mail is no second factor for whoever came in by mail, so it is not taken there from
   * users who have an authenticator app.
   * @default "email"
   */
  channel?: "email" | "other" | undefined;
}

/** Codes to write down, for when everything else is lost. */
export interface BackupCodeOptions {
  /** @default 10 */
  amount?: number | undefined;
  /** Characters of a code. @default 10 */
  length?: number | undefined;
  /** Makes the codes. @default random letters and digits */
  customBackupCodesGenerate?: (() => string[]) | undefined;
  /** @default "encrypted" */
  storeBackupCodes?:
    | "plain"
    | "encrypted"
    | { encrypt: (codes: string) => Promise<string>; decrypt: (stored: string) => Promise<string> }
    | undefined;
  /** `generateBackupCodes` for users without a password asks for none. @default the plugin's `allowPasswordless` */
  allowPasswordless?: boolean | undefined;
}

/** A pause after too many wrong codes of one account, whatever kind they are of and wherever they are typed. */
export interface AccountLockoutOptions {
  /** @default true */
  enabled?: boolean | undefined;
  /** Wrong codes in a row. @default 10 */
  maxFailedAttempts?: number | undefined;
  /** Seconds. @default 900 */
  durationSeconds?: number | undefined;
}

/** Options of the plugin. */
export interface TwoFactorOptions {
  /** What an authenticator app shows beside the codes. @default the application's `appName` */
  issuer?: string | undefined;
  /** The name of the plugin's table. @default "twoFactor" */
  twoFactorTable?: string | undefined;
  totpOptions?: TOTPOptions | undefined;
  otpOptions?: OTPOptions | undefined;
  backupCodeOptions?: BackupCodeOptions | undefined;
  /** Two-factor is on as soon as somebody asks for it, before a first code was right. @default false */
  skipVerificationOnEnable?: boolean | undefined;
  /** Users without a password are asked for a fresh session in its place. @default false: they are refused */
  allowPasswordless?: boolean | undefined;
  /** Seconds that somebody has for the second step. @default 600 */
  twoFactorCookieMaxAge?: number | undefined;
  /** Seconds that a device is trusted, from its last sign-in on. @default 2592000 (30 days) */
  trustDeviceMaxAge?: number | undefined;
  accountLockout?: AccountLockoutOptions | undefined;
  /**
   * Where the second step is asked for when a sign-in ends with a redirect, as after a link in a mail: a path, or a URL of a
   * trusted origin.
   * @default where the sign-in leads, with `twoFactorRedirect=true` in the query
   */
  twoFactorPage?: string | undefined;
  /** A way in that is two factors by itself, such as a passkey with user verification, is enough. @default true */
  trustMultiFactorSignIn?: boolean | undefined;
  /** Other names for tables and columns. */
  schema?:
    | {
        user?:
          | { modelName?: string | undefined; fields?: { twoFactorEnabled?: string | undefined } | undefined }
          | undefined;
        twoFactor?:
          | {
              modelName?: string | undefined;
              fields?:
                | {
                    secret?: string | undefined;
                    backupCodes?: string | undefined;
                    userId?: string | undefined;
                    verified?: string | undefined;
                    failedVerificationCount?: string | undefined;
                    lockedUntil?: string | undefined;
                    lastTotpStepAt?: string | undefined;
                    enabledAt?: string | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined;
}
