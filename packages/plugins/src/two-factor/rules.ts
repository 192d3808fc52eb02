import { BetterAuthError } from "@better-auth/core/error";
import { positive } from "../positive";
import type { BackupCodeOptions, OTPOptions, StoreTwoFactorOTP, TwoFactorOptions } from "./types";

/** Options with their defaults; times in seconds. */
export interface TwoFactorRules {
  readonly issuer: string | undefined;
  readonly totp: { readonly digits: number; readonly period: number; readonly isDisabled: boolean };
  readonly otp: {
    readonly send: OTPOptions["sendOTP"];
    readonly digits: number;
    readonly expiresIn: number;
    readonly allowedAttempts: number;
    readonly form: StoreTwoFactorOTP;
    readonly isMailed: boolean;
  };
  readonly backupCodes: {
    readonly amount: number;
    readonly length: number;
    readonly generate: BackupCodeOptions["customBackupCodesGenerate"];
    readonly form: NonNullable<BackupCodeOptions["storeBackupCodes"]>;
  };
  readonly skipsVerification: boolean;
  /** Whether users without a password may do without: turn two-factor on and off, see the URI, make backup codes. */
  readonly passwordless: { readonly manage: boolean; readonly uri: boolean; readonly backupCodes: boolean };
  readonly challengeSeconds: number;
  readonly trustSeconds: number;
  /** `null`: accounts are never locked. */
  readonly lockout: { readonly most: number; readonly seconds: number } | null;
  readonly page: string | undefined;
  readonly trustsMultiFactor: boolean;
}

function digitsOf(value: number): number {
  if (value === 6 || value === 8) return value;
  throw new BetterAuthError(`twoFactor: expected 6 or 8 as \`totpOptions.digits\`, got ${value}.`);
}

function pageOf(page: string | undefined): string | undefined {
  if (page === undefined || page.startsWith("/") || URL.canParse(page)) return page;
  throw new BetterAuthError(`twoFactor: expected a path or a URL as \`twoFactorPage\`, got "${page}".`);
}

/**
 * Reads the options once.
 * @throws {BetterAuthError} for a value that cannot be meant
 */
export function readRules(options: TwoFactorOptions): TwoFactorRules {
  const { totpOptions: totp = {}, otpOptions: otp = {}, backupCodeOptions: codes = {}, accountLockout = {} } = options;
  const allowPasswordless = options.allowPasswordless === true;
  return {
    issuer: options.issuer,
    totp: {
      digits: digitsOf(totp.digits ?? 6),
      period: positive("twoFactor.totpOptions.period", totp.period ?? 30, "seconds"),
      isDisabled: totp.disable === true,
    },
    otp: {
      send: otp.sendOTP,
      digits: positive("twoFactor.otpOptions.digits", otp.digits ?? 6, "digits"),
      expiresIn: positive("twoFactor.otpOptions.period", otp.period ?? 3, "minutes", false) * 60,
      allowedAttempts: positive("twoFactor.otpOptions.allowedAttempts", otp.allowedAttempts ?? 5, "attempts"),
      form: otp.storeOTP ?? "encrypted",
      isMailed: otp.channel !== "other",
    },
    backupCodes: {
      amount: positive("twoFactor.backupCodeOptions.amount", codes.amount ?? 10, "codes"),
      length: positive("twoFactor.backupCodeOptions.length", codes.length ?? 10, "characters"),
      generate: codes.customBackupCodesGenerate,
      form: codes.storeBackupCodes ?? "encrypted",
    },
    skipsVerification: options.skipVerificationOnEnable === true,
    passwordless: {
      manage: allowPasswordless,
      uri: totp.allowPasswordless ?? allowPasswordless,
      backupCodes: codes.allowPasswordless ?? allowPasswordless,
    },
    challengeSeconds: positive("twoFactor.twoFactorCookieMaxAge", options.twoFactorCookieMaxAge ?? 600, "seconds"),
    trustSeconds: positive("twoFactor.trustDeviceMaxAge", options.trustDeviceMaxAge ?? 2_592_000, "seconds"),
    lockout:
      accountLockout.enabled === false
        ? null
        : {
            most: positive(
              "twoFactor.accountLockout.maxFailedAttempts",
              accountLockout.maxFailedAttempts ?? 10,
              "attempts",
            ),
            seconds: positive(
              "twoFactor.accountLockout.durationSeconds",
              accountLockout.durationSeconds ?? 900,
              "seconds",
            ),
          },
    page: pageOf(options.twoFactorPage),
    trustsMultiFactor: options.trustMultiFactorSignIn !== false,
  };
}
