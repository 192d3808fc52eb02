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
import type { SocialProviders } from "./social-providers";

/** A base URL that is found per request, among hosts that are known. */
export interface DynamicBaseURL {
  /** Hosts, as in "*.example.com" or "localhost:*"; `*` stands for one or more characters, `?` for one. */
  allowedHosts: readonly string[];
  /** The base URL of requests to any other host. @default none: such requests fail */
  fallback?: string | undefined;
  /** "auto" takes the request's own. @default "auto" */
  protocol?: "http" | "https" | "auto" | undefined;
}

/** Everything that `betterAuth()` can be told. */
export interface BetterAuthOptions<
  P extends readonly BetterAuthPlugin[] = readonly BetterAuthPlugin[],
  U extends FieldMap = FieldMap,
  S extends FieldMap = FieldMap,
> {
  /** The name that people see, as in the issuer of a one-time code. @default "Better Auth" */
  appName?: string | undefined;
  /** Where the application is, as in "https://example.com"; a path in it replaces `basePath`. @default BETTER_AUTH_URL */
  baseURL?: string | DynamicBaseURL | undefined;
  /** The path that the handler is mounted at. @default "/api/auth" */
  basePath?: string | undefined;
  /** Signs and encrypts; at least 32 characters. @default BETTER_AUTH_SECRET, AUTH_SECRET */
  secret?: string | undefined;
  /** Secrets in rotation; the first one signs. @default BETTER_AUTH_SECRETS ("2:new,1:old") */
  secrets?: readonly { version: number; value: string }[] | undefined;
  /** Where the rows are kept: a driver, a Kysely dialect or instance, or an adapter. @default none: sessions live in cookies alone */
  database?: DatabaseOption | undefined;
  /** A key-value store for sessions, one-time values and counters, beside the database or instead of it. */
  secondaryStorage?: SecondaryStorage | undefined;
  /** Proof that people read the address that they gave. */
  emailVerification?: EmailVerificationOptions | undefined;
  /** Sign-up and sign-in with an e-mail address and a password. */
  emailAndPassword?: EmailAndPasswordOptions | undefined;
  /** Sign-in with accounts at other sites, by provider. */
  socialProviders?: SocialProviders | undefined;
  /** What adds endpoints, tables, hooks and sign-in requirements; they start in this order. @default [] */
  plugins?: P | undefined;
  /** Users: their table, fields of your own, change of address, deletion. */
  user?: UserOptions<U> | undefined;
  /** Sessions: how long they last, where they are kept, fields of your own. */
  session?: SessionOptions<S> | undefined;
  /** Accounts: the ways in that a user has, a password or an account elsewhere. */
  account?: AccountOptions | undefined;
  /** One-time values: the table behind links and codes. */
  verification?: VerificationOptions | undefined;
  /** Origins besides the base URL's, as in "https://*.example.com" or "myapp://". @default BETTER_AUTH_TRUSTED_ORIGINS */
  trustedOrigins?:
    | readonly string[]
    | ((request?: Request) => Awaitable<readonly (string | null | undefined)[]>)
    | undefined;
  /** How many requests an address may send in a while. */
  rateLimit?: RateLimitOptions | undefined;
  /** What most applications leave alone: cookies, proxies, ids, background work. */
  advanced?: AdvancedOptions | undefined;
  /** What is logged, and where. */
  logger?: LoggerOptions | undefined;
  /** Your code around the writes of users, sessions, accounts and one-time values. */
  databaseHooks?: DatabaseHooks | undefined;
  /** What happens when a call fails. */
  onAPIError?: OnAPIErrorOptions | undefined;
  /** Your code around every endpoint, before the plugins' own. */
  hooks?:
    | {
        /** Runs before the input is validated; may change it, answer instead, or refuse. */
        before?: Middleware | undefined;
        /** Runs with the answer, which it may replace; a failed call has its APIError in `ctx.context.returned`. */
        after?: Middleware | undefined;
      }
    | undefined;
  /** Paths below `basePath` that answer 404 over HTTP, as in "/sign-up/email". @default [] */
  disabledPaths?: readonly string[] | undefined;
  /** Nothing is ever sent; taken so that configurations move over. */
  telemetry?:
    | {
        /** Does nothing. @default false */
        enabled?: boolean | undefined;
        /** Does nothing. @default false */
        debug?: boolean | undefined;
      }
    | undefined;
  /** What may still change. */
  experimental?:
    | {
        /** Spans for OpenTelemetry. */
        instrumentation?:
          | {
              /** Calls and statements have spans; needs the package `@opentelemetry/api`. @default true, once `instrumentation` is set */
              enabled?: boolean | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** For types: the context that user callbacks get. */
export type HookContext = GenericEndpointContext;
