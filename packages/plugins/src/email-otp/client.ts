import type { ClientMethod, ClientPlugin } from "@better-auth/client";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";
import type {
  ChangeEmailEmailOTPBody,
  CheckVerificationOTPBody,
  EmailOTPErrorCodes,
  EmailOTPSuccess,
  RequestEmailChangeEmailOTPBody,
  ResetPasswordEmailOTPBody,
  SendVerificationOTPBody,
  SignInEmailOTPBody,
  SignInEmailOTPResult,
  VerifyEmailOTPBody,
  VerifyEmailOTPResult,
} from "./types";

/** Methods of the client. */
export interface EmailOTPClient {
  signIn: {
    /** Signs in, and makes a user where there is none; the session store follows. */
    emailOtp: ClientMethod<SignInEmailOTPBody, SignInEmailOTPResult>;
  };
  emailOtp: {
    /** Mails a code. */
    sendVerificationOtp: ClientMethod<SendVerificationOTPBody, EmailOTPSuccess>;
    /** Whether a code is right, without spending it. */
    checkVerificationOtp: ClientMethod<CheckVerificationOTPBody, EmailOTPSuccess>;
    /** Verifies an address; the session store follows. */
    verifyEmail: ClientMethod<VerifyEmailOTPBody, VerifyEmailOTPResult>;
    /** Mails a code for a new password. */
    requestPasswordReset: ClientMethod<{ email: string }, EmailOTPSuccess>;
    /** Sets a new password. */
    resetPassword: ClientMethod<ResetPasswordEmailOTPBody, EmailOTPSuccess>;
    /** Mails a code to a new address. */
    requestEmailChange: ClientMethod<RequestEmailChangeEmailOTPBody, EmailOTPSuccess>;
    /** Changes the address; the session store follows. */
    changeEmail: ClientMethod<ChangeEmailEmailOTPBody, EmailOTPSuccess>;
  };
  forgetPassword: {
    /** @deprecated use `emailOtp.requestPasswordReset` */
    emailOtp: ClientMethod<{ email: string }, EmailOTPSuccess>;
  };
}

/** What the plugin adds to the client's types. */
export interface EmailOTPClientTypes {
  id: "email-otp";
  client: EmailOTPClient;
  errors: EmailOTPErrorCodes;
}

/** Calls after which somebody else may be signed in, or the user is another. */
const CHANGES_SESSION = ["/sign-in/email-otp", "/email-otp/verify-email", "/email-otp/change-email"];

/**
 * The client half.
 * @example createAuthClient({ plugins: [emailOTPClient()] })
 */
export function emailOTPClient(): ClientPlugin<EmailOTPClientTypes> {
  return {
    id: "email-otp",
    atomListeners: [{ signal: "$sessionSignal", matcher: (path) => CHANGES_SESSION.includes(path) }],
    $ERROR_CODES: EMAIL_OTP_ERROR_CODES,
  };
}
