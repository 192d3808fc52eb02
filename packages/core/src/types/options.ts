import type { AdapterFactory } from "./adapter";
import type { AuthContext } from "./context";
import type { CookieOptions } from "./cookie";
import type { DatabaseHooks } from "./database-hooks";
import type { Awaitable, GenericEndpointContext, Middleware } from "./endpoint";
import type { LoggerOptions } from "./logger";
import type { Session, User } from "./models";
import type { BetterAuthPlugin } from "./plugin";
import type { FieldMap } from "./schema";

/** A base URL that is found per request, among hosts that are known. */
export interface DynamicBaseURL {
  /** Hosts, with `*` as a wildcard inside a label and `**`-free. */
  allowedHosts: readonly string[];
  /** Used when the request's host is none of them. */
  fallback?: string | undefined;
  /** @default "auto" */
  protocol?: "http" | "https" | "auto" | undefined;
}

/** A `kysely` dialect, structurally. */
export interface DialectLike {
  createAdapter(): object;
  createDriver(): object;
  createQueryCompiler(): object;
  createIntrospector(db: never): object;
}

/** A `Kysely` instance, structurally. */
export interface KyselyLike {
  executeQuery(query: never, ...rest: never[]): Promise<unknown>;
  selectFrom(from: never): unknown;
  transaction(): unknown;
}

/** The SQL dialects that the built-in adapter speaks. */
export type DatabaseType = "sqlite" | "postgres" | "mysql" | "mssql";

/** better-sqlite3, node:sqlite and bun:sqlite databases, structurally. */
export interface SqliteDatabaseLike {
  prepare(sql: string): object;
  exec(sql: string): unknown;
}
/** A pool of `pg`, structurally. */
export interface PostgresPoolLike {
  connect(): Promise<unknown>;
  end(): Promise<unknown>;
}
/** A pool of `mysql2`, structurally. */
export interface MysqlPoolLike {
  getConnection(callback: never): unknown;
  end(callback?: never): unknown;
}

/** Where the rows are kept. */
export type DatabaseOption =
  | AdapterFactory
  | SqliteDatabaseLike
  | PostgresPoolLike
  | MysqlPoolLike
  | DialectLike
  | {
      dialect: DialectLike;
      type: DatabaseType;
      casing?: "snake" | "camel" | undefined;
      transaction?: boolean | undefined;
    }
  | {
      db: KyselyLike;
      type: DatabaseType;
      casing?: "snake" | "camel" | undefined;
      transaction?: boolean | undefined;
      schemaName?: string | undefined;
    };

/** A key-value store beside the database. */
export interface SecondaryStorage {
  get(key: string): Awaitable<unknown>;
  /** @param ttl seconds */
  set(key: string, value: string, ttl?: number): Awaitable<void | null | unknown>;
  delete(key: string): Awaitable<void | null | string>;
  /** Atomic. Needed for verification values without a database. */
  getAndDelete(key: string): Awaitable<unknown>;
  /** Atomic. The ttl (seconds) is set by the first increment. Needed for rate limits. */
  increment(key: string, ttl: number): Awaitable<number>;
}

/** A rule of the rate limiter. */
export interface RateLimitRule {
  /** Seconds. */
  window: number;
  /** Requests that pass in a window. */
  max: number;
}

/** Table name and column names of a core model. */
interface ModelOptions<Field extends string, F extends FieldMap> {
  /** The table's name in the database. */
  modelName?: string | undefined;
  /** Columns that have other names in the database. */
  fields?: Partial<Record<Field, string | undefined>> | undefined;
  /** Columns of your own. */
  additionalFields?: F | undefined;
}

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

/** Options for the rate limiter. */
export interface RateLimitOptions extends Partial<RateLimitRule> {
  /** @default true in production */
  enabled?: boolean | undefined;
  /** Rules by path; `false` turns the limit off for it. Paths may hold `*`. */
  customRules?:
    | Record<
        string,
        RateLimitRule | false | ((request: Request, currentRule: RateLimitRule) => Awaitable<RateLimitRule | false>)
      >
    | undefined;
  /** @default "memory", or "secondary-storage" when there is one */
  storage?: "memory" | "database" | "secondary-storage" | undefined;
  modelName?: string | undefined;
  fields?: Partial<Record<"key" | "count" | "lastRequest", string>> | undefined;
  customStorage?:
    | { consume(key: string, rule: RateLimitRule): Promise<{ allowed: boolean; retryAfter: number | null }> }
    | undefined;
}

/** Options that most applications leave alone. Those that weaken a defence say so in their name. */
export interface AdvancedOptions {
  ipAddress?:
    | {
        /** @default ["x-forwarded-for"] */
        ipAddressHeaders?: readonly string[] | undefined;
        disableIpTracking?: boolean | undefined;
        /** @default 64 */
        ipv6Subnet?: number | undefined;
        /** Proxies whose addresses are skipped from the right of the header. */
        trustedProxies?: readonly string[] | undefined;
      }
    | undefined;
  /** @default true when the base URL is https */
  useSecureCookies?: boolean | undefined;
  /** Weakens: other sites may send requests with your users' cookies. @default false */
  disableCSRFCheck?: boolean | undefined;
  /** Weakens: redirect targets and origins are not checked. A list names path prefixes. @default false */
  disableOriginCheck?: boolean | readonly string[] | undefined;
  crossSubDomainCookies?:
    | { enabled: boolean; additionalCookies?: readonly string[] | undefined; domain?: string | undefined }
    | undefined;
  cookies?: Record<string, { name?: string | undefined; attributes?: CookieOptions | undefined }> | undefined;
  defaultCookieAttributes?: CookieOptions | undefined;
  /** @default "better-auth" */
  cookiePrefix?: string | undefined;
  database?:
    | {
        /** @default 100 */
        defaultFindManyLimit?: number | undefined;
        /** How ids are made; `false` and "serial" leave it to the database. @default 32 random characters */
        generateId?:
          | false
          | "serial"
          | "uuid"
          | ((props: { model: string; size?: number | undefined }) => string | false)
          | undefined;
        /** Ask adapters of others for joined rows. @default false */
        joins?: boolean | undefined;
        /** @default true */
        validateSchema?: boolean | undefined;
      }
    | undefined;
  /** Weakens unless a proxy of yours sets them: believe `x-forwarded-host` and `x-forwarded-proto`. */
  trustedProxyHeaders?: boolean | undefined;
  backgroundTasks?: { handler: (promise: Promise<unknown>) => void } | undefined;
  /** Answer "/path/" as "/path". @default false */
  skipTrailingSlashes?: boolean | undefined;
}

/** What happens around errors. */
export interface OnAPIErrorOptions {
  /** Throw instead of answering. @default false */
  throw?: boolean | undefined;
  onError?: ((error: unknown, ctx: AuthContext) => Awaitable<void>) | undefined;
  /** @default "{baseURL}/error" */
  errorURL?: string | undefined;
  /** Colours, sizes and fonts of the error page. */
  customizeDefaultErrorPage?:
    | {
        colors?: Partial<Record<string, string>> | undefined;
        size?: Partial<Record<string, string>> | undefined;
        font?: { defaultFamily?: string | undefined; monoFamily?: string | undefined } | undefined;
        disableTitleBorder?: boolean | undefined;
        disableCornerDecorations?: boolean | undefined;
        disableBackgroundGrid?: boolean | undefined;
      }
    | undefined;
}

/** Everything that `betterAuth()` can be told. */
export interface BetterAuthOptions<
  P extends readonly BetterAuthPlugin[] = readonly BetterAuthPlugin[],
  U extends FieldMap = FieldMap,
  S extends FieldMap = FieldMap,
> {
  /** @default "Better Auth" */
  appName?: string | undefined;
  /** Where the application is, as in "https://example.com"; a path in it replaces `basePath`. @default BETTER_AUTH_URL */
  baseURL?: string | DynamicBaseURL | undefined;
  /** @default "/api/auth" */
  basePath?: string | undefined;
  /** Signs and encrypts; at least 32 characters. @default BETTER_AUTH_SECRET, AUTH_SECRET */
  secret?: string | undefined;
  /** Secrets in rotation; the first one signs. @default BETTER_AUTH_SECRETS ("2:new,1:old") */
  secrets?: readonly { version: number; value: string }[] | undefined;
  database?: DatabaseOption | undefined;
  secondaryStorage?: SecondaryStorage | undefined;
  emailVerification?: EmailVerificationOptions | undefined;
  emailAndPassword?: EmailAndPasswordOptions | undefined;
  /** Sign-in with accounts at other sites, by provider. */
  socialProviders?: Record<string, unknown> | undefined;
  plugins?: P | undefined;
  user?: UserOptions<U> | undefined;
  session?: SessionOptions<S> | undefined;
  account?: AccountOptions | undefined;
  verification?: VerificationOptions | undefined;
  /** Origins besides the base URL's, as in "https://*.example.com" or "myapp://". @default BETTER_AUTH_TRUSTED_ORIGINS */
  trustedOrigins?:
    | readonly string[]
    | ((request?: Request) => Awaitable<readonly (string | null | undefined)[]>)
    | undefined;
  rateLimit?: RateLimitOptions | undefined;
  advanced?: AdvancedOptions | undefined;
  logger?: LoggerOptions | undefined;
  databaseHooks?: DatabaseHooks | undefined;
  onAPIError?: OnAPIErrorOptions | undefined;
  /** Run around every endpoint, before the plugins' own. */
  hooks?: { before?: Middleware | undefined; after?: Middleware | undefined } | undefined;
  /** Paths that answer 404 over HTTP. */
  disabledPaths?: readonly string[] | undefined;
  /** Nothing is ever sent; taken so that configurations move over. */
  telemetry?: { enabled?: boolean | undefined; debug?: boolean | undefined } | undefined;
  experimental?: { instrumentation?: { enabled?: boolean | undefined } | undefined } | undefined;
}

/** For types: the context that user callbacks get. */
export type HookContext = GenericEndpointContext;
