import type { ClientMethod, ClientPlugin, OptionalClientMethod } from "@better-auth/client";
import type {
  BackupCodesResult,
  BackupCodeVerifiedResult,
  EnableTwoFactorBody,
  EnableTwoFactorResult,
  SendTwoFactorOTPBody,
  TwoFactorErrorCodes,
  TwoFactorPasswordBody,
  TwoFactorVerifiedResult,
  VerifyBackupCodeBody,
  VerifyTwoFactorCodeBody,
} from "./api-types";
import { TWO_FACTOR_ERROR_CODES } from "./error-codes";
import type { TwoFactorUserFields } from "./types";

/** Methods of the client. The session store follows each of them. */
export interface TwoFactorClient {
  twoFactor: {
    /** Turns two-factor on. With an authenticator app it is on once `verifyTotp` was right. */
    enable: OptionalClientMethod<EnableTwoFactorBody, EnableTwoFactorResult>;
    /** Turns two-factor off. */
    disable: OptionalClientMethod<TwoFactorPasswordBody, { status: boolean }>;
    /** The address in the QR code. */
    getTotpUri: OptionalClientMethod<TwoFactorPasswordBody, { totpURI: string }>;
    /** Tries a code of the authenticator app. */
    verifyTotp: ClientMethod<VerifyTwoFactorCodeBody, TwoFactorVerifiedResult>;
    /** The same. */
    verifyTOTP: ClientMethod<VerifyTwoFactorCodeBody, TwoFactorVerifiedResult>;
    /** Sends a code. */
    sendOtp: OptionalClientMethod<SendTwoFactorOTPBody, { status: boolean }>;
    /** Tries a code that was sent. */
    verifyOtp: ClientMethod<VerifyTwoFactorCodeBody, TwoFactorVerifiedResult>;
    /** Tries a backup code. */
    verifyBackupCode: ClientMethod<VerifyBackupCodeBody, BackupCodeVerifiedResult>;
    /** Makes new backup codes. */
    generateBackupCodes: OptionalClientMethod<TwoFactorPasswordBody, BackupCodesResult>;
  };
}

/** What the plugin adds to the client's types. */
export interface TwoFactorClientTypes {
  id: "two-factor";
  client: TwoFactorClient;
  user: TwoFactorUserFields;
  errors: TwoFactorErrorCodes;
}

/** Options of the client half. */
export interface TwoFactorClientOptions {
  /** The page to go to when a sign-in wants a second step. The whole page is loaded. `onTwoFactorRedirect` goes before it. */
  twoFactorPage?: string | undefined;
  /** Called when a sign-in wants a second step, with what it takes: "totp", "otp". */
  onTwoFactorRedirect?: ((context: { twoFactorMethods?: string[] | undefined }) => void | Promise<void>) | undefined;
}

/**
 * The client half.
 * @example createAuthClient({ plugins: [twoFactorClient({ twoFactorPage: "/two-factor" })] })
 */
export function twoFactorClient(options: TwoFactorClientOptions = {}): ClientPlugin<TwoFactorClientTypes> {
  const { twoFactorPage, onTwoFactorRedirect } = options;
  return {
    id: "two-factor",
    pathMethods: {
      "/two-factor/enable": "POST",
      "/two-factor/disable": "POST",
      "/two-factor/get-totp-uri": "POST",
      "/two-factor/send-otp": "POST",
      "/two-factor/generate-backup-codes": "POST",
    },
    atomListeners: [{ signal: "$sessionSignal", matcher: (path) => path.startsWith("/two-factor/") }],
    fetchPlugins: [
      {
        id: "two-factor",
        hooks: {
          async onSuccess({ data }) {
            if (!data?.twoFactorRedirect) return;
            if (onTwoFactorRedirect) return onTwoFactorRedirect({ twoFactorMethods: data.twoFactorMethods });
            const { location } = globalThis.window ?? {};
            if (twoFactorPage && location) location.href = twoFactorPage;
          },
        },
      },
    ],
    $ERROR_CODES: TWO_FACTOR_ERROR_CODES,
  };
}
