import type { Awaitable } from "./endpoint";
import type { Session, User } from "./models";
import type { FieldMap } from "./schema";
import type { ValidateUserInfo } from "./user-validation";

/** Table name and column names of a core model. */
interface ModelOptions<Field extends string, F extends FieldMap> {
  /** The table's name in the database. @default the model's own, as in "user" */
  modelName?: string | undefined;
  /** Columns that have other names in the database, as in `{ email: "email_address" }`. @default {} */
  fields?: Partial<Record<Field, string | undefined>> | undefined;
  /** Columns of your own, by name. */
  additionalFields?: F | undefined;
}

/** Options for users. */
export interface UserOptions<F extends FieldMap = FieldMap>
  extends ModelOptions<"name" | "email" | "emailVerified" | "image" | "createdAt" | "updatedAt", F> {
  /** Asked before a user is made or an account is linked: who may come in. @default everybody */
  validateUserInfo?: ValidateUserInfo | undefined;
  /** Whether and how people change their address. */
  changeEmail?:
    | {
        /** Whether people can change their address. @default false */
        enabled: boolean;
        /** Mails a link to the old address first; the new one is asked to verify after it was opened. */
        sendChangeEmailConfirmation?:
          | ((mail: { user: User; newEmail: string; url: string; token: string }, request?: Request) => Promise<void>)
          | undefined;
        /** Weakens: an address that was not verified yet is replaced at once. @default false */
        updateEmailWithoutVerification?: boolean | undefined;
      }
    | undefined;
  /** Whether and how people delete their account. */
  deleteUser?:
    | {
        /** Whether people can delete their account. @default false */
        enabled?: boolean | undefined;
        /** Mails a link; the account is deleted when its owner opens it. Without it, it is deleted at once. */
        sendDeleteAccountVerification?:
          | ((mail: { user: User; url: string; token: string }, request?: Request) => Promise<void>)
          | undefined;
        /** Called before a user is deleted; a throw stops it. */
        beforeDelete?: ((user: User, request?: Request) => Promise<void>) | undefined;
        /** Called after a user was deleted; what it throws is logged. */
        afterDelete?: ((user: User, request?: Request) => Promise<void>) | undefined;
        /** Seconds that a link to delete an account works. @default 86400 (a day) */
        deleteTokenExpiresIn?: number | undefined;
      }
    | undefined;
}

/**
 * The session cookie cache: a copy of the session in a cookie of its own, signed or encrypted, so that reading a session
 * takes no statement. A session that was ended or changed elsewhere is still believed as it was for up to `maxAge`; routes
 * that change anything of consequence always read the store. Signing out, ending sessions and changing the password
 * remove the copy in the browser that does it.
 */
export interface CookieCacheOptions {
  /** Keep a copy of the session in a cookie of its own. @default false; true when there is no store at all */
  enabled?: boolean | undefined;
  /** Seconds that the copy is believed. @default 300 */
  maxAge?: number | undefined;
  /** How it is protected: "compact" and "jwt" are signed, "jwe" is encrypted. @default "compact"; "jwe" when there is no store at all */
  strategy?: "compact" | "jwt" | "jwe" | undefined;
  /** Make the copy anew before it is too old, without a store; only where there is none. @default false; true when there is no store at all */
  refreshCache?:
    | boolean
    | {
        /** Seconds before its end that the copy is made anew. @default a fifth of maxAge */
        updateAge?: number | undefined;
      }
    | undefined;
  /**
   * A copy of another version is not believed: change it, and every copy is read anew from the store. A function is asked
   * at each read, with the copy's session and user: give another version for a user whose sessions have to be over at
   * once. @default "1"
   */
  version?:
    | string
    | ((session: Session & Record<string, unknown>, user: User & Record<string, unknown>) => Awaitable<string>)
    | undefined;
}

/** Options for sessions. */
export interface SessionOptions<F extends FieldMap = FieldMap>
  extends ModelOptions<"userId" | "expiresAt" | "token" | "ipAddress" | "userAgent" | "createdAt" | "updatedAt", F> {
  /** Seconds that a session lasts after it was extended; 34560000 (400 days) at most. @default 604800 (7 days) */
  expiresIn?: number | undefined;
  /** Seconds after which a read extends the session; 0 extends at every read. @default 86400 (a day) */
  updateAge?: number | undefined;
  /** Sessions are never extended: they end `expiresIn` after the sign-in. @default false */
  disableSessionRefresh?: boolean | undefined;
  /** Reads say `needsRefresh`, a POST extends. @default false */
  deferSessionRefresh?: boolean | undefined;
  /**
   * With a secondary storage: sessions stand in the database, too. The database decides who is signed in, the secondary
   * storage holds copies that are read first. @default false
   */
  storeSessionInDatabase?: boolean | undefined;
  /**
   * With a secondary storage and `storeSessionInDatabase`: ended sessions stay in the database, expired, as a record. Then
   * the secondary storage decides who is signed in. @default false
   */
  preserveSessionInDatabase?: boolean | undefined;
  /**
   * What stores hold of a session's token: the token itself, or its SHA-256 (base64url), so that whoever reads a store
   * cannot use what stands there. With "hashed", cookies and the session of a call carry the token; lists of sessions and
   * database hooks carry the hash, and every call that ends a session takes both. Sessions from before the change stay
   * signed in. @default "plain"
   */
  storeToken?: "plain" | "hashed" | undefined;
  /** A signed copy of the session in a cookie, which spares reads of the store for a while. */
  cookieCache?: CookieCacheOptions | undefined;
  /** Seconds that a sign-in counts as recent, as deleting an account asks; 0 turns the question off. @default 86400 (a day) */
  freshAge?: number | undefined;
}

/**
 * Mail that proves the address of somebody whose provider told none. There is no user yet; and no name, which would be a
 * stranger's text in a mail to anybody.
 */
export interface MissingEmailMail {
  /** The address that was typed. Whether anybody has it here is not looked up before it is proved. */
  email: string;
  /** Finishes the sign-in, in the browser that it was begun in and in no other. */
  url: string;
  /** The secret in `url`. */
  token: string;
  /** Whose account it is that signs in. */
  provider: { id: string; name: string };
}

/** How people whose provider tells no address are asked for one. */
export interface MissingEmailOptions {
  /**
   * The page that asks, as in "/complete-sign-up": a path, or a URL of a trusted origin. In its query stand `provider`, and
   * `error` when a mailed link did not work.
   */
  page: string;
  /** Mails the link that proves the address. */
  sendVerificationEmail: (mail: MissingEmailMail, request?: Request) => Promise<void>;
  /** Seconds from the provider's answer until all of it has to be done. @default 3600 (an hour) */
  expiresIn?: number | undefined;
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
  /** Store what a provider sends at each sign-in: tokens, their ends, scopes. @default true */
  updateAccountOnSignIn?: boolean | undefined;
  /** When several ways in belong to one user. */
  accountLinking?:
    | {
        /** Whether a user can have more than one. @default true */
        enabled?: boolean | undefined;
        /** Never at sign-in, only when somebody who is signed in asks. @default false */
        disableImplicitLinking?: boolean | undefined;
        /**
         * Always on: nobody is linked to a user whose address nobody has proved here, who may be anybody.
         * @default true
         * @deprecated `false` does nothing, and the log says so
         */
        requireLocalEmailVerified?: boolean | undefined;
        /** Weakens: providers whose word on an address counts as proof of it. @default [] */
        trustedProviders?: readonly string[] | ((request?: Request) => Awaitable<readonly string[]>) | undefined;
        /** Somebody who is signed in may link an account with another address. @default false */
        allowDifferentEmails?: boolean | undefined;
        /** The last way in can be removed, too. @default false */
        allowUnlinkingAll?: boolean | undefined;
        /** Take over name and picture from an account that is linked. @default false */
        updateUserInfoOnLink?: boolean | undefined;
      }
    | undefined;
  /** Ask people for an address, and have it proved, whose provider tells none. @default they are refused: `email_not_found` */
  missingEmail?: MissingEmailOptions | undefined;
  /** Encrypt the tokens of providers before they are stored. @default false */
  encryptOAuthTokens?: boolean | undefined;
  /** Weakens: the browser that comes back from a provider need not be the one that left. @default false */
  skipStateCookieCheck?: boolean | undefined;
  /** Where the state of a sign-in at a provider waits. @default "database" when there is a server-side store, else "cookie" */
  storeStateStrategy?: "database" | "cookie" | undefined;
  /** Keep the account of a sign-in at a provider in an encrypted cookie. @default false; true when there is no database */
  storeAccountCookie?: boolean | undefined;
}

/** How the identifier of a verification value is stored: as it is, as its SHA-256, or as your own hash of it. */
export type StoreIdentifierForm = "plain" | "hashed" | { hash: (identifier: string) => Promise<string> };

/** One form for all, or one by the start of the identifier, as in `{ default: "hashed", overrides: { "magic-link": "plain" } }`. */
export type StoreIdentifierOption =
  | StoreIdentifierForm
  | { default: StoreIdentifierForm; overrides?: Readonly<Record<string, StoreIdentifierForm>> | undefined };

/** Options for verification values. */
export interface VerificationOptions
  extends ModelOptions<"identifier" | "value" | "expiresAt" | "createdAt" | "updatedAt", FieldMap> {
  /** Leave expired values in the table; else they are swept at most once a minute. @default false */
  disableCleanup?: boolean | undefined;
  /** How identifiers are stored. One-time secrets stand in them, so with hashes a stolen table is no list of secrets. @default "hashed" */
  storeIdentifier?: StoreIdentifierOption | undefined;
  /** Also in the database when there is a secondary storage. @default false */
  storeInDatabase?: boolean | undefined;
}
