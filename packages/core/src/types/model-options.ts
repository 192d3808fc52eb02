import type { Awaitable } from "./endpoint";
import type { Session, User } from "./models";
import type { FieldMap } from "./schema";

/** Table name and column names of a core model. */
interface ModelOptions<Field extends string, F extends FieldMap> {
  /** The table's name in the database. */
  modelName?: string | undefined;
  /** Columns that have other names in the database. */
  fields?: Partial<Record<Field, string | undefined>> | undefined;
  /** Columns of your own. */
  additionalFields?: F | undefined;
}

/** Options for users. */
export interface UserOptions<F extends FieldMap = FieldMap>
  extends ModelOptions<"name" | "email" | "emailVerified" | "image" | "createdAt" | "updatedAt", F> {
  changeEmail?:
    | {
        /** @default false */
        enabled: boolean;
        sendChangeEmailConfirmation?:
          | ((mail: { user: User; newEmail: string; url: string; token: string }, request?: Request) => Promise<void>)
          | undefined;
        updateEmailWithoutVerification?: boolean | undefined;
      }
    | undefined;
  deleteUser?:
    | {
        enabled?: boolean | undefined;
        sendDeleteAccountVerification?:
          | ((mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>)
          | undefined;
        beforeDelete?: ((user: User, request?: Request) => Promise<void>) | undefined;
        afterDelete?: ((user: User, request?: Request) => Promise<void>) | undefined;
        /** Seconds. @default 86400 */
        deleteTokenExpiresIn?: number | undefined;
      }
    | undefined;
}

/** The session cookie cache: a signed copy of the session in a cookie. */
export interface CookieCacheOptions {
  /** @default false */
  enabled?: boolean | undefined;
  /** Seconds that the copy is believed. @default 300 */
  maxAge?: number | undefined;
  /** @default "compact" */
  strategy?: "compact" | "jwt" | "jwe" | undefined;
  /** @default false */
  refreshCache?: boolean | { updateAge?: number | undefined } | undefined;
  /** A copy of another version is not believed. @default "1" */
  version?:
    | string
    | ((session: Session & Record<string, unknown>, user: User & Record<string, unknown>) => Awaitable<string>)
    | undefined;
}

/** Options for sessions. */
export interface SessionOptions<F extends FieldMap = FieldMap>
  extends ModelOptions<"userId" | "expiresAt" | "token" | "ipAddress" | "userAgent" | "createdAt" | "updatedAt", F> {
  /** Seconds. @default 604800 (7 days) */
  expiresIn?: number | undefined;
  /** A session is extended when it is read this many seconds after the last time. @default 86400 */
  updateAge?: number | undefined;
  /** @default false */
  disableSessionRefresh?: boolean | undefined;
  /** Reads say `needsRefresh`, a POST extends. @default false */
  deferSessionRefresh?: boolean | undefined;
  /** Also in the database when there is a secondary storage. @default false */
  storeSessionInDatabase?: boolean | undefined;
  /** Revoked sessions stay in the database, expired. @default false */
  preserveSessionInDatabase?: boolean | undefined;
  cookieCache?: CookieCacheOptions | undefined;
  /** Seconds that a sign-in counts as recent; 0 turns the question off. @default 86400 */
  freshAge?: number | undefined;
}

/** Options for accounts. */
export interface AccountOptions
  extends ModelOptions<
    | "accountId"
    | "providerId"
    | "userId"
    | "accessToken"
    | "refreshToken"
    | "idToken"
    | "accessTokenExpiresAt"
    | "refreshTokenExpiresAt"
    | "scope"
    | "password"
    | "createdAt"
    | "updatedAt",
    FieldMap
  > {
  /** @default true */
  updateAccountOnSignIn?: boolean | undefined;
  accountLinking?:
    | {
        /** @default true */
        enabled?: boolean | undefined;
        /** @default false */
        disableImplicitLinking?: boolean | undefined;
        trustedProviders?: readonly string[] | ((request?: Request) => Awaitable<readonly string[]>) | undefined;
        allowDifferentEmails?: boolean | undefined;
        /** @default false */
        allowUnlinkingAll?: boolean | undefined;
        /** @default false */
        updateUserInfoOnLink?: boolean | undefined;
      }
    | undefined;
  /** @default false */
  encryptOAuthTokens?: boolean | undefined;
  /** @default false */
  skipStateCookieCheck?: boolean | undefined;
  /** @default "database" when there is a server-side store, else "cookie" */
  storeStateStrategy?: "database" | "cookie" | undefined;
  /** @default false */
  storeAccountCookie?: boolean | undefined;
}

/** Options for verification values. */
export interface VerificationOptions
  extends ModelOptions<"identifier" | "value" | "expiresAt" | "createdAt" | "updatedAt", FieldMap> {
  disableCleanup?: boolean | undefined;
  /** Also in the database when there is a secondary storage. @default false */
  storeInDatabase?: boolean | undefined;
}
