import type { AuthContext } from "./context";
import type { CookieOptions } from "./cookie";
import type { Awaitable } from "./endpoint";

/** Options that most applications leave alone. Those that weaken a defence say so in their name. */
export interface AdvancedOptions {
  /** How the address of a client is found. */
  ipAddress?:
    | {
        /** Headers that may hold it; the first with an address counts. Name the one that your proxy sets. @default ["x-forwarded-for"] */
        ipAddressHeaders?: readonly string[] | undefined;
        /** Weakens: no address is looked for or stored. @default false */
        disableIpTracking?: boolean | undefined;
        /** Bits of an IPv6 address that tell clients apart: 1 to 128. @default 64 */
        ipv6Subnet?: number | undefined;
        /** Addresses or ranges of proxies of yours, which are skipped from the right of the header. @default [] */
        trustedProxies?: readonly string[] | undefined;
      }
    | undefined;
  /** `Secure` cookies under a `__Secure-` name. @default true when the base URL is https, and in production without one */
  useSecureCookies?: boolean | undefined;
  /** Weakens: other sites may send requests with your users' cookies. @default false */
  disableCSRFCheck?: boolean | undefined;
  /** Weakens: redirect targets and origins are not checked. A list names path prefixes. @default false */
  disableOriginCheck?: boolean | readonly string[] | undefined;
  /** Weakens: every subdomain gets the cookies, and can set them. */
  crossSubDomainCookies?:
    | {
        /** Whether the cookies have a domain. */
        enabled: boolean;
        /** Names of cookies of plugins that get it, too. @default [] */
        additionalCookies?: readonly string[] | undefined;
        /** The domain, as in "example.com". @default the host of baseURL */
        domain?: string | undefined;
      }
    | undefined;
  /** Single cookies by their short name, as in `{ session_token: { name: "sid" } }`. */
  cookies?:
    | Record<
        string,
        {
          /** The whole name instead of prefix and short name. @default "{cookiePrefix}.{short name}" */
          name?: string | undefined;
          /** Attributes over those of `defaultCookieAttributes`. */
          attributes?: CookieOptions | undefined;
        }
      >
    | undefined;
  /** Attributes of every cookie, over the built-in ones. */
  defaultCookieAttributes?: CookieOptions | undefined;
  /** What the names of cookies start with. @default "better-auth" */
  cookiePrefix?: string | undefined;
  /** Ids, limits and checks of the database layer. */
  database?:
    | {
        /** Rows that a list gives when nobody says how many. @default 100 */
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
        /** Compare the tables with the configuration, and say what is missing. @default true */
        validateSchema?: boolean | undefined;
      }
    | undefined;
  /** Weakens unless a proxy of yours sets them: believe `x-forwarded-host` and `x-forwarded-proto`. @default false */
  trustedProxyHeaders?: boolean | undefined;
  /** Work that goes on after the answer, as sending mails. */
  backgroundTasks?:
    | {
        /** Keeps the runtime alive until the promise settles, as `waitUntil` of serverless platforms does. */
        handler: (promise: Promise<unknown>) => void;
      }
    | undefined;
  /** Answer "/path/" as "/path". @default false */
  skipTrailingSlashes?: boolean | undefined;
}

/** What happens around errors. */
export interface OnAPIErrorOptions {
  /** Weakens: throw what is not an APIError to the framework around the handler, instead of answering 500. @default false */
  throw?: boolean | undefined;
  /** Called with every error that is not an APIError, before the request is answered. */
  onError?: ((error: unknown, ctx: AuthContext) => Awaitable<void>) | undefined;
  /** Where failed redirects end; `?error=` says why. @default "{baseURL}/error" */
  errorURL?: string | undefined;
  /** Colours and fonts of the error page, which is shown in production, too, when this is set. */
  customizeDefaultErrorPage?:
    | {
        /** CSS colours: `background`, `foreground`, `primary`, `border`, `destructive`, `titleColor`, `cardBackground`. */
        colors?: Partial<Record<string, string>> | undefined;
        /** Taken so that configurations move over; our page has one size. */
        size?: Partial<Record<string, string>> | undefined;
        /** Families of fonts, as CSS names them. */
        font?:
          | {
              /** For text. @default "system-ui,sans-serif" */
              defaultFamily?: string | undefined;
              /** For the code. @default "ui-monospace,monospace" */
              monoFamily?: string | undefined;
            }
          | undefined;
        /** Does nothing: our page has no such border. @default false */
        disableTitleBorder?: boolean | undefined;
        /** Does nothing: our page has no such corners. @default false */
        disableCornerDecorations?: boolean | undefined;
        /** Does nothing: our page has no such grid. @default false */
        disableBackgroundGrid?: boolean | undefined;
      }
    | undefined;
}
