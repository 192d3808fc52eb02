import type { DBAdapter } from "./adapter";
import type { AuthCookie, AuthCookies, CookieOptions } from "./cookie";
import type { SecondaryStorage } from "./database-option";
import type { Awaitable, GenericEndpointContext } from "./endpoint";
import type { InternalAdapter } from "./internal-adapter";
import type { Logger } from "./logger";
import type { Session, SessionPair, User } from "./models";
import type { OAuthProvider } from "./oauth";
import type { BetterAuthOptions } from "./options";
import type { RegisteredPlugin } from "./plugin";
import type { RateLimitOptions } from "./rate-limit-options";
import type { ResolvedSchema } from "./schema";

/** Secrets in rotation. */
export interface SecretConfig {
  keys: Map<number, string>;
  currentVersion: number;
  /** The single secret of the time before rotation. */
  legacySecret?: string | undefined;
}

type Pair = SessionPair<Session & Record<string, unknown>, User & Record<string, unknown>>;

/** What the session cookie cache holds. In a cookie, dates are ISO text and fields with `returned: false` are missing. */
export interface CookieCachePayload<S = Session & Record<string, unknown>, U = User & Record<string, unknown>>
  extends SessionPair<S, U> {
  /** Milliseconds since the epoch. */
  updatedAt: number;
  version: string;
}

/** Signs session cookie caches with a key of its own, such as one that others can verify. */
export interface CookieCacheSigner {
  /** @param expiresIn seconds */
  sign(ctx: GenericEndpointContext, payload: CookieCachePayload, expiresIn: number): Promise<string>;
  /** `null` for everything that `sign` did not make or that is over; `expiresAt` is in milliseconds since the epoch. */
  verify(ctx: GenericEndpointContext, token: string): Promise<{ payload: unknown; expiresAt: number } | null>;
}

/** What every endpoint, hook and plugin works with. In a request it is an object of that request's own. */
export interface AuthContext {
  appName: string;
  /** With the base path, as in "https://example.com/api/auth". */
  baseURL: string;
  version: string;
  /** `options.baseURL` is the origin only. */
  options: BetterAuthOptions;
  trustedOrigins: string[];
  trustedProviders: string[];
  /** Relative paths count only with `allowRelativePaths`. */
  isTrustedOrigin(url: string, settings?: { allowRelativePaths: boolean }): boolean;
  oauthConfig: { skipStateCookieCheck?: boolean | undefined; storeStateStrategy: "database" | "cookie" };
  /** The session that was issued in this call. */
  newSession: Pair | null;
  setNewSession(pair: Pair | null): void;
  /** The session that this call was made with, once something has read it. */
  session: Pair | null;
  /** Providers of accounts: those of `socialProviders`, and those that plugins add in `init`. */
  socialProviders: OAuthProvider[];
  authCookies: AuthCookies;
  createAuthCookie(name: string, overrides?: Partial<CookieOptions>): AuthCookie;
  logger: Logger;
  rateLimit: RateLimitOptions & {
    enabled: boolean;
    window: number;
    max: number;
    storage: "memory" | "database" | "secondary-storage";
  };
  adapter: DBAdapter;
  internalAdapter: InternalAdapter;
  /** Resolves when the database can hold the configuration. */
  checkSchema?: (() => Promise<void>) | undefined;
  explicitSchemaCheck?: (() => Promise<void>) | undefined;
  secret: string;
  secretConfig: string | SecretConfig;
  /** Seconds. */
  sessionConfig: {
    updateAge: number;
    expiresIn: number;
    freshAge: number;
    cookieRefreshCache: false | { enabled: true; updateAge: number };
    /** Signs and verifies the session cookie cache of the strategy "jwt" in place of the secret. */
    cookieCacheSigner?: CookieCacheSigner | undefined;
  };
  /** `false` when the database makes the id. */
  generateId(props: { model: string; size?: number | undefined }): string | false;
  secondaryStorage: SecondaryStorage | undefined;
  password: {
    hash(password: string): Promise<string>;
    verify(check: { password: string; hash: string }): Promise<boolean>;
    config: { minPasswordLength: number; maxPasswordLength: number };
    /** Checks `ctx.body.password` against the credential account; throws "Invalid password". */
    checkPassword(userId: string, ctx: GenericEndpointContext): Promise<boolean>;
  };
  tables: ResolvedSchema;
  runMigrations(): Promise<void>;
  /** Does nothing. */
  publishTelemetry(event: { type: string; payload?: unknown }): Promise<void>;
  skipOriginCheck: boolean | readonly string[];
  skipCSRFCheck: boolean;
  runInBackground(promise: Promise<unknown>): void;
  runInBackgroundOrAwait(promise: Promise<unknown> | void): Awaitable<unknown>;
  /** Typed by `BetterAuthPluginRegistry`. */
  getPlugin<const Id extends string>(id: Id): RegisteredPlugin<Id> | null;
  hasPlugin(id: string): boolean;
  /** In after hooks: what the call gives back. Writable. */
  returned?: unknown;
  /** In after hooks: the headers of the answer so far. */
  responseHeaders?: Headers | undefined;
}
