import { checkPassword } from "./account/check-password";
import { getAdapter } from "./adapters/get-adapter";
import { resolveBase } from "./context/call-base";
import { checkOptions, refuseUnbuiltOptions } from "./context/check-options";
import { createInstance } from "./context/create-instance";
import { isProduction as readIsProduction } from "./context/environment";
import type { Instance } from "./context/instance";
import { createOpenCall } from "./context/open-call";
import { scopeOf } from "./context/scope";
import { getAuthTables } from "./database/resolve-schema";
import type { RawInput } from "./endpoint/call-bare";
import type { Guards } from "./endpoint/guards";
import { indexHooks } from "./endpoint/hooks";
import { createPipeline, type Pipeline } from "./endpoint/pipeline";
import { describeRoute, type Route } from "./endpoint/router";
import { BASE_ERROR_CODES } from "./error";
import { checkOrigin } from "./guard/origin";
import { createInternalAdapter } from "./internal-adapter/internal-adapter";
import { createLimiter } from "./rate-limit/limiter";
import { baseEndpoints, statusEndpoints } from "./routes";
import { orderRequirements } from "./sign-in/requirements";
import type { AnyEndpoint, Auth, BetterAuthOptions, BetterAuthPlugin, FieldMap } from "./types";
import { VERSION } from "./version";

/** An instance that is ready to serve. */
interface Ready {
  readonly instance: Instance;
  readonly pipeline: Pipeline;
  readonly routes: ReadonlyMap<string, Route>;
}

interface CollectedEndpoint {
  readonly endpoint: AnyEndpoint;
  readonly ofPlugin: boolean;
}

/** Endpoints by key: a plugin's replaces a built-in one of the same key; ok and error are always the last. */
function collectEndpoints(plugins: readonly BetterAuthPlugin[]): Map<string, CollectedEndpoint> {
  const endpoints = new Map<string, CollectedEndpoint>();
  for (const [key, endpoint] of Object.entries(baseEndpoints)) endpoints.set(key, { endpoint, ofPlugin: false });
  for (const plugin of plugins) {
    for (const [key, endpoint] of Object.entries(plugin.endpoints ?? {}))
      endpoints.set(key, { endpoint, ofPlugin: true });
  }
  for (const [key, endpoint] of Object.entries(statusEndpoints)) endpoints.set(key, { endpoint, ofPlugin: false });
  return endpoints;
}

function createGuards(instance: Instance): Guards {
  const limit = createLimiter(instance.context, instance.plugins);
  const disabledPaths = new Set(
    (instance.options.disabledPaths ?? []).map((path) => (path.length > 1 ? path.replace(/\/$/, "") : path)),
  );
  return {
    isDisabled: (path, template) =>
      disabledPaths.size > 0 &&
      (disabledPaths.has(template) || disabledPaths.has(path) || disabledPaths.has(path.replace(/\/$/, ""))),
    limit: limit ?? (() => null),
    checkOrigin,
    pendingAnswer: (ctx) => scopeOf(ctx).call.pending?.response,
  };
}

function warnOfConflicts(routes: readonly Route[], instance: Instance): void {
  const owners = new Map<string, string>();
  for (const { key, path, methods } of routes) {
    if (path === undefined) continue;
    for (const method of methods) {
      const owner = owners.get(`${method} ${path}`);
      if (owner !== undefined)
        instance.logger.error(`plugins: "${owner}" and "${key}" both claim ${method} ${path}; the first one answers.`);
      else owners.set(`${method} ${path}`, key);
    }
  }
}

async function start(options: BetterAuthOptions, endpoints: ReadonlyMap<string, CollectedEndpoint>): Promise<Ready> {
  refuseUnbuiltOptions(options);
  const isProduction = readIsProduction();
  const base = resolveBase(options, isProduction);
  const plugins = options.plugins ?? [];
  const instance = await createInstance(options, {
    adapter: await getAdapter(options),
    schema: getAuthTables(options),
    base,
    requirements: orderRequirements(plugins),
    version: VERSION,
    makeInternalAdapter: createInternalAdapter,
    checkPassword,
    runMigrations: async () => {
      const { getMigrations } = await import("./adapters/kysely/migrations");
      await (await getMigrations(options)).runMigrations();
    },
  });

  const before = indexHooks(instance.options.hooks?.before, plugins, "before");
  const after = indexHooks(instance.options.hooks?.after, plugins, "after");
  const routes = [...endpoints].map(([key, { endpoint, ofPlugin }]): Route => {
    const described = describeRoute(key, endpoint, ofPlugin);
    return { ...described, before: before.forRoute(described.path), after: after.forRoute(described.path) };
  });
  warnOfConflicts(routes, instance);
  if (options.database === undefined || options.database === null) {
    instance.logger.warn(
      "database: none was given, so everything is kept in memory and is gone when this process ends.",
    );
  }

  const pipeline = createPipeline({
    routes,
    plugins,
    guards: createGuards(instance),
    openCall: createOpenCall(instance, base.find),
    logger: instance.logger,
    skipTrailingSlashes: instance.options.advanced?.skipTrailingSlashes === true,
    throwErrors: instance.options.onAPIError?.throw === true,
    onBug: async (error, context) => {
      await instance.options.onAPIError?.onError?.(error, context);
    },
  });
  return { instance, pipeline, routes: new Map(routes.map((route) => [route.key, route])) };
}

/**
 * Makes an instance. Nothing is opened, read or checked against the environment until it is first used, so that builds
 * can import it; options that can only be mistakes throw at once.
 *
 * @returns one handler for every request, and every operation as a method of `api`
 * @throws {BetterAuthError} for a wrong option, with the option's path
 * @example
 * export const auth = betterAuth({
 *   database: new Database("sqlite.db"),
 *   emailAndPassword: { enabled: true },
 * });
 */
export function betterAuth<
  const P extends readonly BetterAuthPlugin[] = readonly [],
  const U extends FieldMap = {},
  const S extends FieldMap = {},
>(
  options: BetterAuthOptions<P, U, S>,
): Auth<{ plugins: P; user: { additionalFields: U }; session: { additionalFields: S } }> {
  checkOptions(options as BetterAuthOptions);
  const untyped = options as BetterAuthOptions;
  const plugins = untyped.plugins ?? [];
  const endpoints = collectEndpoints(plugins);

  let ready: Ready | undefined;
  let starting: Promise<Ready> | undefined;
  const getReady = () =>
    (starting ??= start(untyped, endpoints).then(
      (made) => {
        ready = made;
        return made;
      },
      (error: unknown) => {
        // What failed may be a database that is not up yet, so the next call tries again.
        starting = undefined;
        throw error;
      },
    ));

  const handler = async (request: Request): Promise<Response> => {
    let { pipeline } = ready ?? {};
    if (pipeline === undefined) {
      try {
        pipeline = (await getReady()).pipeline;
      } catch (error) {
        console.error("[Better Auth]: the instance could not be made.", error);
        return new Response(null, { status: 500 });
      }
    }
    return pipeline.handle(request);
  };

  const api: Record<string, unknown> = {};
  for (const [key, { endpoint }] of endpoints) {
    const call = async (input: RawInput = {}) => {
      const { pipeline, routes } = ready ?? (await getReady());
      return pipeline.call(routes.get(key) as Route, input);
    };
    api[key] = Object.assign(call, { path: endpoint.path, options: endpoint.options });
  }

  const codes = Object.assign({}, ...plugins.map((plugin) => plugin.$ERROR_CODES ?? {}), BASE_ERROR_CODES);
  const auth = {
    handler,
    fetch: handler,
    api,
    options: untyped,
    get $context() {
      return getReady().then(({ instance }) => instance.context);
    },
    $Infer: {},
    $ERROR_CODES: codes,
  };
  // The types are written down in `types/auth.ts`; the type tests hold them to what is built here.
  return auth as never;
}
