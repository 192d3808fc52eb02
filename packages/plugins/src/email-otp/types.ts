import type {
  ApiMethod,
  Awaitable,
  BodyInput,
  CallInput,
  ErrorCodes,
  GenericEndpointContext,
  SessionBodyInput,
  User,
} from "@better-auth/core/types";

/** What a code is for. A code for one thing is refused for every other. */
export type EmailOTPType = "sign-in" | "email-verification" | "forget-password" | "change-email";

/** A mail to send. */
export interface EmailOTPMail {
  /** In lower case. */
  email: string;
  otp: string;
  type: EmailOTPType;
}

/** How a code stands in the store. */
export type StoreOTP =
  | "plain"
  | "hashed"
  | "encrypted"
  | { hash: (otp: string) => Promise<string> }
  | { encrypt: (otp: string) => Promise<string>; decrypt: (stored: string) => Promise<string> };

/** Options of the plugin. */
export interface EmailOTPOptions {
  /** Sends the mail. Where the answer hides whether there is an account, nobody waits for it. */
  sendVerificationOTP: (mail: EmailOTPMail, ctx?: GenericEndpointContext) => Awaitable<void>;
  /** Digits. @default 6 */
  otpLength?: number | undefined;
  /** Seconds that a code works. @default 300 */
  expiresIn?: number | undefined;
  /** Makes the codes; nothing given back means the default. @default random digits */
  generateOTP?:
    | ((
        request: { email: string; type: EmailOTPType },
        ctx?: GenericEndpointContext,
      ) => Awaitable<string | undefined | void>)
    | undefined;
  /** Mails a code that verifies the address after `signUpEmail`. @default false */
  sendVerificationOnSignUp?: boolean | undefined;
  /** Nobody new comes in by a code. @default false */
  disableSignUp?: boolean | undefined;
  /** Wrong codes that are taken before the code that was sent is gone. @default 3 */
  allowedAttempts?: number | undefined;
  /** "encrypted" can be read with the secret only; the hash of a short code is found by trying. @default "encrypted" */
  storeOTP?: StoreOTP | undefined;
  /**
   * What is sent when there is a code already: another one, or the same one with its time anew. A code that is stored as a
   * hash cannot be sent again.
   * @default "rotate"
   */
  resendStrategy?: "rotate" | "reuse" | undefined;
  /** A change of address by codes. */
  changeEmail?:
    | {
        /** @default false */
        enabled?: boolean | undefined;
        /** Asks for a code from the current address, too; one of the type "email-verification". @default false */
        verifyCurrentEmail?: boolean | undefined;
      }
    | undefined;
  /**
   * Where the core would mail a link that verifies an address, a code is mailed. `emailVerification.sendVerificationEmail`
   * goes before it; without one `user.changeEmail` is refused beside this option. @default false
   */
  overrideDefaultEmailVerification?: boolean | undefined;
  /** Requests of one client to each of the plugin's routes; `window` in seconds. @default three in 60 seconds */
  rateLimit?: { window: number; max: number } | undefined;
}

/** Body of `sendVerificationOTP`. */
export interface SendVerificationOTPBody {
  email: string;
  type: EmailOTPType;
}

/** Body of `checkVerificationOTP`. */
export interface CheckVerificationOTPBody {
  email: string;
  type: EmailOTPType;
  otp: string;
}

/** Body of `verifyEmailOTP`. */
export interface VerifyEmailOTPBody {
  email: string;
  otp: string;
}

/** Body of `signInEmailOTP`, with the additional fields of somebody new. */
export interface SignInEmailOTPBody {
  email: string;
  otp: string;
  /** For somebody new. At most 255 characters. */
  name?: string | undefined;
  /** For somebody new. */
  image?: string | undefined;
  [additionalField: string]: unknown;
}

/** Body of `resetPasswordEmailOTP`. */
export interface ResetPasswordEmailOTPBody {
  email: string;
  otp: string;
  password: string;
}

/** Body of `requestEmailChangeEmailOTP`. */
export interface RequestEmailChangeEmailOTPBody {
  newEmail: string;
  /** From the current address, where the options ask for it. */
  otp?: string | undefined;
}

/** Body of `changeEmailEmailOTP`. */
export interface ChangeEmailEmailOTPBody {
  newEmail: string;
  otp: string;
}

/** What `signInEmailOTP` answers; a second factor answers in its place. */
export interface SignInEmailOTPResult {
  token: string;
  user: User;
}

/** What `verifyEmailOTP` answers. */
export interface VerifyEmailOTPResult {
  status: boolean;
  /** `null` unless `emailVerification.autoSignInAfterVerification` is on. */
  token: string | null;
  user: User;
}

/** An answer that says no more. */
export interface EmailOTPSuccess {
  success: boolean;
}

/** Methods of `auth.api`. What tries a code refuses with 400 INVALID_OTP or OTP_EXPIRED, or 403 TOO_MANY_ATTEMPTS. */
export interface EmailOTPApi {
  /** Mails a code; answers the same whoever has the address. */
  sendVerificationOTP: ApiMethod<BodyInput<SendVerificationOTPBody>, EmailOTPSuccess>;
  /** Makes a code and gives it back, for a way of sending of your own. Only the server can call it. */
  createVerificationOTP: ApiMethod<BodyInput<SendVerificationOTPBody>, string>;
  /**
   * The code that is waiting, as for tests. Only the server can call it.
   * @throws {APIError} 400 OTP_NOT_READABLE where only its hash is stored
   */
  getVerificationOTP: ApiMethod<CallInput & { query: SendVerificationOTPBody }, { otp: string | null }>;
  /** Whether a code is right, without spending it. A wrong one counts as an attempt. */
  checkVerificationOTP: ApiMethod<BodyInput<CheckVerificationOTPBody>, EmailOTPSuccess>;
  /** Verifies an address. */
  verifyEmailOTP: ApiMethod<BodyInput<VerifyEmailOTPBody>, VerifyEmailOTPResult>;
  /** Signs in, and makes a user where there is none. */
  signInEmailOTP: ApiMethod<BodyInput<SignInEmailOTPBody>, SignInEmailOTPResult>;
  /** Mails a code for a new password; answers the same whoever has the address. */
  requestPasswordResetEmailOTP: ApiMethod<BodyInput<{ email: string }>, EmailOTPSuccess>;
  /** @deprecated use `requestPasswordResetEmailOTP` */
  forgetPasswordEmailOTP: ApiMethod<BodyInput<{ email: string }>, EmailOTPSuccess>;
  /** Sets a new password. Signs nobody in. */
  resetPasswordEmailOTP: ApiMethod<BodyInput<ResetPasswordEmailOTPBody>, EmailOTPSuccess>;
  /** Mails a code to a new address; answers the same whether somebody has it. */
  requestEmailChangeEmailOTP: ApiMethod<SessionBodyInput<RequestEmailChangeEmailOTPBody>, EmailOTPSuccess>;
  /** Changes the address. */
  changeEmailEmailOTP: ApiMethod<SessionBodyInput<ChangeEmailEmailOTPBody>, EmailOTPSuccess>;
}

/** Codes of the plugin's errors. */
export type EmailOTPErrorCodes = ErrorCodes<
  | "OTP_EXPIRED"
  | "INVALID_OTP"
  | "TOO_MANY_ATTEMPTS"
  | "INVALID_OTP_TYPE"
  | "OTP_NOT_READABLE"
  | "SEND_VERIFICATION_OTP_MISSING"
  | "CHANGE_EMAIL_WITH_OTP_DISABLED"
  | "CURRENT_EMAIL_OTP_REQUIRED"
  | "EMAIL_IS_THE_SAME"
  | "EMAIL_ALREADY_IN_USE"
>;

/** What the plugin adds to the types. */
export interface EmailOTPTypes {
  id: "email-otp";
  api: EmailOTPApi;
  errors: EmailOTPErrorCodes;
}
