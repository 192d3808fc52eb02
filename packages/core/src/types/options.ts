import type { AdvancedOptions, OnAPIErrorOptions } from "./advanced-options";
import type { DatabaseHooks } from "./database-hooks";
import type { DatabaseOption, SecondaryStorage } from "./database-option";
import type { EmailAndPasswordOptions, EmailVerificationOptions } from "./email-options";
import type { Awaitable, GenericEndpointContext, Middleware } from "./endpoint";
import type { LoggerOptions } from "./logger";
import type { AccountOptions, SessionOptions, UserOptions, VerificationOptions } from "./model-options";
import type { BetterAuthPlugin } from "./plugin";
import type { RateLimitOptions } from "./rate-limit-options";
import type { FieldMap } from "./schema";

/** A base URL that is found per request, among hosts that are known. */
export interface DynamicBaseURL {
  /** Hosts, as in "*.example.com"; `*` stands for one or more characters of a label. */
  allowedHosts: readonly string[];
  /** Used when the request's host is none of them. */
  fallback?: string | undefined;
  /** @default "auto" */
  protocol?: "http" | "https" | "auto" | undefined;
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
