import { createKeyring } from "../crypto/keyring";
import { generateId } from "../crypto/random";
import { extraFieldsOf } from "../database/extra-fields";
import { resolveModels } from "../database/resolve-schema";
import { createLogger } from "../logger/logger";
import type {
  AuthContext,
  BetterAuthOptions,
  DBAdapter,
  GenericEndpointContext,
  InternalAdapter,
  OAuthProvider,
  PluginInitResult,
  ResolvedSchema,
  SignInRequirement,
} from "../types";
import { compileReadAddress } from "../url/client-ip";
import { compileTrustedOrigins } from "../url/origin";
import { isTrustedTarget } from "../url/redirect";
import { createAuthCookies, createCookieGetter } from "./auth-cookies";
import { DEFAULT_BASE_PATH, type ResolvedBase } from "./call-base";
import {
  compileCookieCache,
  resolveCookieRefresh,
  warnOfUnusedCacheOptions,
  withStatelessDefaults,
} from "./cookie-cache";
import { compileDatabaseHooks } from "./database-hooks";
import { getEnvVar, readIsProduction } from "./environment";
import type { Instance } from "./instance";
import { mergeOptions } from "./merge-options";
import { compileOutputFilters } from "./output-filters";
import { createPasswordHashing } from "./password-hashing";
import { type ResolvedSecret, resolveSecret } from "./secret";
import { compileSessionPlaces } from "./session-places";
import { compileSubscribers } from "./subscribers";

/** What the floors above and below give to the making of an instance. */
export interface InstanceParts {
  readonly adapter: DBAdapter;
  readonly schema: ResolvedSchema;
  readonly base: ResolvedBase;
  readonly requirements: readonly SignInRequirement[];
  readonly version: string;
  /** Those of the options; plugins may add theirs. */
  readonly socialProviders: readonly OAuthProvider[];
  makeInternalAdapter(instance: Instance): InternalAdapter;
  checkPassword(userId: string, ctx: GenericEndpointContext): Promise<boolean>;
  runMigrations(): Promise<void>;
}

function listOrigins(options: BetterAuthOptions, base: ResolvedBase): string[] {
  const fromEnvironment =
    getEnvVar("BETTER_AUTH_TRUSTED_ORIGINS")
      ?.split(",")
      .map((origin) => origin.trim()) ?? [];
  const own = typeof options.trustedOrigins === "function" ? [] : (options.trustedOrigins ?? []);
  return [...(base.fixed ? [base.fixed.origin] : []), ...own, ...fromEnvironment];
}

function createIdMaker(options: BetterAuthOptions): AuthContext["generateId"] {
  const chosen = options.advanced?.database?.generateId;
  if (chosen === false || chosen === "serial") return () => false;
  if (chosen === "uuid") return () => crypto.randomUUID();
  if (typeof chosen === "function") return ({ model, size }) => chosen({ model, size });
  return ({ size }) => generateId(size);
}

/**
 * Rejections are logged, never thrown: nobody waits for this work. So is a failure of the application's handler: the work goes
 * on without it, and an answer that hides whether there is an account must not tell by it.
 */
function createBackground(options: BetterAuthOptions, logger: AuthContext["logger"]) {
  const handler = options.advanced?.backgroundTasks?.handler;
  const guarded = (promise: Promise<unknown>) =>
    promise.catch((error: unknown) => logger.error("A background task failed.", error));
  const handOver = async (promise: Promise<unknown>): Promise<void> => {
    const work = guarded(promise);
    try {
      await handler?.(work);
    } catch (error) {
      logger.error(
        "advanced.backgroundTasks.handler failed. The work goes on, but nothing keeps the process for it.",
        error,
      );
    }
  };
  return {
    runInBackground: (promise: Promise<unknown>) => void handOver(promise),
    runInBackgroundOrAwait: (promise: Promise<unknown> | void) => {
      if (!promise) return undefined;
      if (!handler) return guarded(promise);
      void handOver(promise);
      return undefined;
    },
  };
}

/** What is found out once, however often the options change while plugins start. */
interface Settled {
  readonly isProduction: boolean;
  readonly secret: ResolvedSecret;
}

function createContext(
  options: BetterAuthOptions,
  parts: InstanceParts,
  { isProduction, secret: { secret, config } }: Settled,
  originsOfPlugins: readonly string[] = [],
): AuthContext {
  const logger = createLogger(options.logger);
  const { fixed } = parts.base;
  // What plugins find without asking where it came from: the options, the environment or a default.
  const resolved = {
    ...options,
    ...(fixed ? { baseURL: fixed.origin } : {}),
    basePath: options.basePath ?? DEFAULT_BASE_PATH,
    plugins: options.plugins ?? [],
    secret,
  };
  const { plugins } = resolved;
  const createAuthCookie = createCookieGetter(resolved, isProduction);
  const trusted = compileTrustedOrigins([...listOrigins(options, parts.base), ...originsOfPlugins]);
  const { session, rateLimit, account } = options;

  return {
    appName: options.appName ?? "Better Auth",
    baseURL: fixed?.url ?? "",
    version: parts.version,
    options: resolved,
    trustedOrigins: [...trusted.list],
    trustedProviders: Array.isArray(account?.accountLinking?.trustedProviders)
      ? [...account.accountLinking.trustedProviders]
      : [],
    isTrustedOrigin: (url, settings) => isTrustedTarget(url, trusted, settings?.allowRelativePaths === true),
    oauthConfig: {
      skipStateCookieCheck: account?.skipStateCookieCheck,
      storeStateStrategy:
        account?.storeStateStrategy ?? (options.database || options.secondaryStorage ? "database" : "cookie"),
    },
    newSession: null,
    setNewSession: () => {},
    session: null,
    socialProviders: [...parts.socialProviders],
    authCookies: createAuthCookies(createAuthCookie, options),
    createAuthCookie,
    logger,
    rateLimit: {
      ...rateLimit,
      enabled: rateLimit?.enabled ?? isProduction,
      window: rateLimit?.window ?? 10,
      max: rateLimit?.max ?? 100,
      storage: rateLimit?.storage ?? (options.secondaryStorage ? "secondary-storage" : "memory"),
    },
    adapter: parts.adapter,
    // Replaced as soon as there is an instance to make it from.
    internalAdapter: undefined as unknown as InternalAdapter,
    secret,
    secretConfig: config,
    sessionConfig: {
      updateAge: session?.updateAge ?? 86_400,
      expiresIn: session?.expiresIn ?? 604_800,
      freshAge: session?.freshAge ?? 86_400,
      cookieRefreshCache: resolveCookieRefresh(options),
    },
    generateId: createIdMaker(options),
    secondaryStorage: options.secondaryStorage,
    password: { ...createPasswordHashing(options), checkPassword: parts.checkPassword },
    tables: parts.schema,
    runMigrations: parts.runMigrations,
    publishTelemetry: async () => {},
    skipOriginCheck: options.advanced?.disableOriginCheck ?? false,
    skipCSRFCheck: options.advanced?.disableCSRFCheck ?? false,
    ...createBackground(options, logger),
    // What the registry says of an id cannot be seen here.
    getPlugin: ((id: string) => plugins.find((plugin) => plugin.id === id) ?? null) as AuthContext["getPlugin"],
    hasPlugin: (id) => plugins.some((plugin) => plugin.id === id),
    returned: undefined,
    responseHeaders: undefined,
  };
}

/** Wires what depends on the options as they stand to one instance. */
function assemble(
  options: BetterAuthOptions,
  context: AuthContext,
  parts: InstanceParts,
  isProduction: boolean,
  ofPlugins: readonly Partial<BetterAuthOptions>[],
): Instance {
  const plugins = options.plugins ?? [];
  const models = resolveModels(options);
  const sessionPlaces = compileSessionPlaces(options, context.secondaryStorage, models);
  const instance: Instance = {
    options,
    plugins,
    context,
    adapter: context.adapter,
    logger: context.logger,
    keyring: createKeyring(context.secretConfig),
    base: parts.base.fixed,
    databaseHooks: compileDatabaseHooks([...ofPlugins.map((made) => made.databaseHooks), options.databaseHooks]),
    subscribers: compileSubscribers(plugins),
    requirements: parts.requirements,
    outputFilters: compileOutputFilters(models),
    models,
    extraFields: {
      user: extraFieldsOf("user", models),
      session: extraFieldsOf("session", models),
      account: extraFieldsOf("account", models),
    },
    sessionPlaces,
    cookieCache: compileCookieCache(options, models, sessionPlaces.secondary === null && !sessionPlaces.database),
    isProduction,
    readAddress: compileReadAddress(options.advanced?.ipAddress),
    clock: { verificationSweep: 0 },
    refreshes: new Map(),
  };
  context.internalAdapter = parts.makeInternalAdapter(instance);
  return instance;
}

/**
 * An instance around an adapter that is there already, for helpers outside of `betterAuth()`: no plugin is started, and
 * nothing is asked of the environment.
 *
 * @param databaseHooks in the order they are asked; those of the options do not count
 */
export function assembleInstance(
  given: BetterAuthOptions,
  parts: InstanceParts,
  databaseHooks: readonly BetterAuthOptions["databaseHooks"][],
): Instance {
  const secret = given.secret ?? "";
  const settled: Settled = { isProduction: readIsProduction(), secret: { secret, config: secret } };
  const options = { ...withStatelessDefaults(given), databaseHooks: undefined };
  const context = createContext(options, parts, settled);
  return assemble(
    options,
    context,
    parts,
    settled.isProduction,
    databaseHooks.map((hooks) => ({ databaseHooks: hooks })),
  );
}

/**
 * Makes the instance: the context from the options, then the plugins' `init` one after the other, each patch merged
 * before the next; then everything is complete and nobody writes to it any more.
 */
export async function createInstance(given: BetterAuthOptions, parts: InstanceParts): Promise<Instance> {
  const isProduction = readIsProduction();
  const options = withStatelessDefaults(given);
  const logger = createLogger(options.logger);
  const secret = resolveSecret(options, isProduction, parts.base.fixed, logger);
  warnOfUnusedCacheOptions(options, logger);
  const settled: Settled = { isProduction, secret };
  const context = createContext(options, parts, settled);
  // For what plugins call while they start; what they patch is assembled anew below.
  assemble(options, context, parts, isProduction, []);

  const untouched: Record<string, unknown> = { ...context };
  const ofPlugins: Partial<BetterAuthOptions>[] = [];
  for (const plugin of options.plugins ?? []) {
    const made: PluginInitResult | void = await plugin.init?.(context);
    if (made?.context) Object.assign(context, made.context);
    if (made?.options) ofPlugins.push(made.options);
  }
  if (ofPlugins.length === 0) return assemble(options, context, parts, isProduction, []);

  // What plugins returned or assigned stays when their options change the rest.
  const touched = Object.fromEntries(Object.entries(context).filter(([key, value]) => value !== untouched[key]));
  const merged = mergeOptions(options, ofPlugins);
  // A list of the options gives way to the function that asks the plugins, so it is counted here then.
  const lists = typeof merged.trustedOrigins === "function" ? [options, ...ofPlugins] : ofPlugins;
  const origins = lists.flatMap((made) => (Array.isArray(made.trustedOrigins) ? made.trustedOrigins : []));
  const rebuilt = Object.assign(createContext(merged, parts, settled, origins), touched);
  return assemble(merged, rebuilt, parts, isProduction, ofPlugins);
}
