import type { AuthContext } from "./context";
import type { CookieOptions } from "./cookie";
import type { Awaitable } from "./endpoint";

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
