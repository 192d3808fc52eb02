import type { User } from "./models";

/** Options for e-mail and password. */
export interface EmailAndPasswordOptions {
  /** @default false */
  enabled: boolean;
  /** @default false */
  disableSignUp?: boolean | undefined;
  /** No session before the address is verified. */
  requireEmailVerification?: boolean | undefined;
  /** @default 128 */
  maxPasswordLength?: number | undefined;
  /** @default 8 */
  minPasswordLength?: number | undefined;
  /** A session right after sign-up. @default true */
  autoSignIn?: boolean | undefined;
  sendResetPassword?:
    | ((mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>)
    | undefined;
  /** Seconds. @default 3600 */
  resetPasswordTokenExpiresIn?: number | undefined;
  onPasswordReset?: ((event: { user: User }, request?: Request) => Promise<void>) | undefined;
  /** @default false */
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
        hash?: ((password: string) => Promise<string>) | undefined;
        verify?: ((check: { hash: string; password: string }) => Promise<boolean>) | undefined;
      }
    | undefined;
}

/** Options for e-mail verification. */
export interface EmailVerificationOptions {
  sendVerificationEmail?:
    | ((mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>)
    | undefined;
  sendOnSignUp?: boolean | undefined;
  /** @default false */
  sendOnSignIn?: boolean | undefined;
  autoSignInAfterVerification?: boolean | undefined;
  /** Seconds. @default 3600 */
  expiresIn?: number | undefined;
  beforeEmailVerification?: ((user: User, request?: Request) => Promise<void>) | undefined;
  afterEmailVerification?: ((user: User, request?: Request) => Promise<void>) | undefined;
}
