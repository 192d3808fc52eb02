import { checkPassword } from "../account/check-password";
import { resolveBase } from "../context/call-base";
import { warnOfUnknownOptions } from "../context/check-options";
import { createInstance } from "../context/create-instance";
import { readIsProduction } from "../context/environment";
import type { Instance } from "../context/instance";
import { getAuthTables } from "../database/resolve-schema";
import { VERSION } from "../database/version";
import { dispatch } from "../endpoint/dispatch";
import { makeInternalAdapter } from "../internal-adapter/internal-adapter";
import { orderRequirements } from "../sign-in/requirements";
import type { BetterAuthOptions } from "../types";
import { buildPipeline, type Ready } from "./build-pipeline";
import type { CollectedEndpoints } from "./collect-endpoints";
import type { DatabaseSupport } from "./database-support";
import { loadProviders } from "./load-providers";

function isTraced({ experimental }: BetterAuthOptions): boolean {
  return experimental?.instrumentation !== undefined && experimental.instrumentation.enabled !== false;
}

/** What a configuration without a database keeps in the memory of the process. */
function keptInMemory({ cookieCache, sessionPlaces }: Instance): string {
  if (cookieCache?.isOnlyStore === true) return "everything but sessions, which live in cookies,";
  return sessionPlaces.database ? "everything" : "everything but sessions, which live in the secondary storage,";
}

/** Makes an instance ready: the database opened, the plugins started, the routes found. */
export async function start(
  options: BetterAuthOptions,
  endpoints: CollectedEndpoints,
  database: DatabaseSupport,
): Promise<Ready> {
  const isProduction = readIsProduction();
  const base = resolveBase(options, isProduction);
  const plain = { adapter: await database.getAdapter(options), dispatch };
  const parts = isTraced(options)
    ? await (await import("../endpoint/tracing")).startTracing(plain.adapter, VERSION)
    : plain;
  const { providers, problems } = await loadProviders(options);
  const instance = await createInstance(options, {
    socialProviders: providers,
    adapter: parts.adapter,
    schema: getAuthTables(options),
    base,
    requirements: orderRequirements(options.plugins ?? []),
    version: VERSION,
    makeInternalAdapter,
    checkPassword,
    runMigrations: () => database.runMigrations(options),
  });

  warnOfUnknownOptions(options, instance.logger);
  for (const problem of problems) instance.logger.error(problem);
  if (options.database === undefined || options.database === null) {
    instance.logger.warn(
      `database: none was given, so ${keptInMemory(instance)} is kept in memory and is gone when this process ends.`,
    );
  }
  return buildPipeline(instance, endpoints, { findBase: base.find, dispatch: parts.dispatch });
}
