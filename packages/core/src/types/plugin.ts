import type { AuthContext } from "./context";
import type { AnyEndpoint, Awaitable, Middleware } from "./endpoint";
import type { ErrorCode } from "./error";
import type { EventSubscriber } from "./event";
import type { PluginHooks } from "./hook";
import type { BetterAuthOptions } from "./options";
import type { PluginSchema } from "./schema";
import type { SignInRequirement } from "./sign-in";

/** What `init` may return: additions to the context, and defaults for the options. */
export interface PluginInitResult {
  context?: (Partial<Omit<AuthContext, "options">> & Record<string, unknown>) | undefined;
  options?: Partial<BetterAuthOptions> | undefined;
}

/** A rule of the rate limiter that a plugin brings. */
export interface PluginRateLimit {
  /** Seconds. */
  window: number;
  max: number;
  pathMatcher: (path: string) => boolean;
}

/** A plugin of the server. */
export interface BetterAuthPlugin {
  readonly id: string;
  version?: string | undefined;
  /**
   * Other plugins, by id, that have to be installed too. Of those that stand before it in the list it may replace endpoints,
   * by their key, and fields.
   */
  dependsOn?: readonly string[] | undefined;
  /** Runs once while the context is made, in the order of the plugins. */
  init?: ((ctx: AuthContext) => Awaitable<PluginInitResult | void>) | undefined;
  /** Methods of `auth.api` by key; each that has a path is a route. */
  endpoints?: Readonly<Record<string, AnyEndpoint>> | undefined;
  /** Over HTTP only, after the body is parsed and before the hooks. */
  middlewares?: readonly { path: string; middleware: Middleware }[] | undefined;
  onRequest?:
    | ((request: Request, ctx: AuthContext) => Promise<{ response: Response } | { request: Request } | void>)
    | undefined;
  onResponse?: ((response: Response, ctx: AuthContext) => Promise<{ response: Response } | void>) | undefined;
  hooks?: PluginHooks | undefined;
  schema?: PluginSchema | undefined;
  /** Cookies that it sets, by the names that it gives to `createAuthCookie`: so that no other plugin has them, too. */
  cookies?: readonly string[] | undefined;
  /** What has to hold before a session is written, whatever the first factor was. */
  signInRequirements?: readonly SignInRequirement[] | undefined;
  /** Who wants to know of changes to a user's security state. */
  events?: readonly EventSubscriber[] | undefined;
  rateLimit?: readonly PluginRateLimit[] | undefined;
  /** Hand-written migrations. */
  migrations?: Readonly<Record<string, unknown>> | undefined;
  /** The plugin's own options, for `getPlugin(id).options`. */
  // biome-ignore lint/suspicious/noExplicitAny: each plugin has options of its own; a record type would refuse interfaces
  options?: any;
  /** For types only. */
  $Infer?: Readonly<Record<string, unknown>> | undefined;
  $ERROR_CODES?: Readonly<Record<string, ErrorCode>> | undefined;
}

/**
 * What a plugin adds to the types, written down once as a named interface, so that nothing is inferred through its
 * handlers. Leave out what it does not add.
 */
export interface PluginTypes {
  id: string;
  /** Methods of `auth.api`. */
  api?: object;
  /** Fields of the user that is given out. */
  user?: unknown;
  /** Fields of the session that is given out. */
  session?: unknown;
  /** Fields that sign-up takes besides the core's. */
  signUp?: unknown;
  /** Fields that update-user takes besides the core's. */
  update?: unknown;
  /** Fields that update-session takes. */
  updateSession?: unknown;
  /** Methods, atoms and hooks of the client. */
  client?: object;
  /** Merged into `auth.$Infer`. */
  infer?: object;
  /** `$ERROR_CODES` of the plugin. */
  errors?: object;
  /** Replaces the whole result of get-session. */
  sessionPair?: unknown;
}

/** A plugin that publishes its types. */
export interface Plugin<T extends PluginTypes = PluginTypes> extends BetterAuthPlugin {
  readonly id: T["id"];
  /** For types only; not there at run time. */
  readonly $types?: T;
}

/**
 * Plugins by id, for `ctx.context.getPlugin(id)`: `creator` is the function that makes the plugin.
 *
 * @example
 * declare module "@better-auth/core" {
 *   interface BetterAuthPluginRegistry<AuthOptions, Options> {
 *     loyalty: { creator: typeof loyalty };
 *   }
 * }
 */
// biome-ignore lint/correctness/noUnusedVariables: the parameters are part of the interface that plugins extend
export interface BetterAuthPluginRegistry<AuthOptions, Options> {}

/** The plugin that the registry knows under an id, else any. */
export type RegisteredPlugin<Id> =
  BetterAuthPluginRegistry<BetterAuthOptions, unknown> extends {
    readonly [K in Id & string]: { creator: (...args: never[]) => infer P };
  }
    ? P
    : BetterAuthPlugin;
