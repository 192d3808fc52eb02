import type { User } from "./models";

/** Options for e-mail and password. */
export interface EmailAndPasswordOptions {
  /** Whether people can sign up and in with a password. @default false */
  enabled: boolean;
  /** Nobody can sign up with a password; those who have one still sign in. @default false */
  disableSignUp?: boolean | undefined;
  /** No session before the address is verified. Sign-up then does not tell whether an address is taken. @default false */
  requireEmailVerification?: boolean | undefined;
  /** The longest password, in characters. @default 128 */
  maxPasswordLength?: number | undefined;
  /** The shortest password, in characters. @default 8 */
  minPasswordLength?: number | undefined;
  /** A session right after sign-up. Without it, sign-up does not tell whether an address is taken. @default true */
  autoSignIn?: boolean | undefined;
  /** Mails the link to a new password. Without it there is no way to ask for one. */
  sendResetPassword?:
    | ((mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>)
    | undefined;
  /** Seconds that a link to a new password works. @default 3600 (an hour) */
  resetPasswordTokenExpiresIn?: number | undefined;
  /** Called after a password was reset; what it throws is logged. */
  onPasswordReset?: ((event: { user: User }, request?: Request) => Promise<void>) | undefined;
  /** A reset password ends every session, and what was planted before the address was proved. @default false */
  revokeSessionsOnPasswordReset?: boolean | undefined;
  /** Called when somebody signs up with a taken address while the answer hides that it is taken. */
  onExistingUserSignUp?: ((event: { user: User }, request?: Request) => Promise<void>) | undefined;
  /** The user that such an answer shows. */
  customSyntheticUser?:
    | ((params: {
        coreFields: {
          name: string;
          email: string;
          emailVerified: boolean;
          image: string | null;
          createdAt: Date;
          updatedAt: Date;
        };
        additionalFields: Record<string, unknown>;
        id: string;
      }) => Record<string, unknown>)
    | undefined;
  /** Your own hash instead of scrypt. */
  password?:
    | {
        /** Makes what is stored of a password. @default scrypt, N 16384, r 16, p 1 */
        hash?: ((password: string) => Promise<string>) | undefined;
        /** Whether a password is the one that `hash` was given. @default checks what the built-in hash made */
        verify?: ((check: { hash: string; password: string }) => Promise<boolean>) | undefined;
      }
    | undefined;
}

/** Options for e-mail verification. */
export interface EmailVerificationOptions {
  /** Mails the link that verifies an address. Without it there is no way to ask for one. */
  sendVerificationEmail?:
    | ((mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>)
    | undefined;
  /** Mail the link when somebody signs up. @default emailAndPassword.requireEmailVerification */
  sendOnSignUp?: boolean | undefined;
  /** Mail the link when a sign-in is refused because the address is not verified. @default false */
  sendOnSignIn?: boolean | undefined;
  /** Opening the link makes a session, too. @default false */
  autoSignInAfterVerification?: boolean | undefined;
  /** Seconds that a link works. @default 3600 (an hour) */
  expiresIn?: number | undefined;
  /** Called before an address is marked as verified; a throw stops it. */
  beforeEmailVerification?: ((user: User, request?: Request) => Promise<void>) | undefined;
  /** Called after an address was marked as verified. */
  afterEmailVerification?: ((user: User, request?: Request) => Promise<void>) | undefined;
}
