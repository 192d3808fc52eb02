import { APIError } from "@better-auth/core/error";
import { fetchFromProvider } from "@better-auth/core/oauth2";
import type { AuthContext } from "@better-auth/core/types";
import { GENERIC_OAUTH_ERROR_CODES } from "./error-codes";
import { keep, REST_MS } from "./keep";
import { configuredMetadata, type ProviderMetadata } from "./metadata";
import { readDocument, UnusableDocument } from "./read-document";
import type { GenericOAuthConfig } from "./types";

const LIMITS = { timeoutMs: 5_000, maxBytes: 262_144 };

/** A provider of the configuration. */
export interface ConfiguredProvider {
  readonly config: GenericOAuthConfig;
  readonly logger: AuthContext["logger"];
  /**
   * Where the provider is.
   * @throws {APIError} 503 PROVIDER_UNAVAILABLE; 400 INVALID_OAUTH_CONFIGURATION or TOKEN_URL_NOT_FOUND for a discovery
   * document that cannot be used
   */
  readonly metadata: () => Promise<ProviderMetadata>;
}

/** What of an instance is used. */
type Surroundings = Pick<AuthContext, "logger" | "runInBackground">;

/**
 * Makes a provider known. A discovery document is asked for at once, so that nobody has to wait for it; that it cannot be
 * had stops nothing but sign-ins with this provider, and they ask again.
 */
export function configureProvider(config: GenericOAuthConfig, { logger, runInBackground }: Surroundings) {
  if (config.discoveryUrl === undefined) {
    const metadata = configuredMetadata(config);
    return { config, logger, metadata: async () => metadata } satisfies ConfiguredProvider;
  }
  const metadata = keep(() => discover(config, config.discoveryUrl as string, logger), runInBackground);
  // A failure has been logged.
  runInBackground(metadata().catch(() => {}));
  return { config, logger, metadata } satisfies ConfiguredProvider;
}

async function discover(
  config: GenericOAuthConfig,
  discoveryUrl: string,
  logger: AuthContext["logger"],
): Promise<ProviderMetadata> {
  try {
    return readDocument(
      await fetchFromProvider(discoveryUrl, { headers: config.discoveryHeaders ?? {} }, LIMITS),
      config,
    );
  } catch (cause) {
    throw explain(cause, config, discoveryUrl, logger);
  }
}

function explain(
  cause: unknown,
  { providerId }: GenericOAuthConfig,
  discoveryUrl: string,
  logger: AuthContext["logger"],
): APIError {
  if (cause instanceof UnusableDocument) {
    logger.error(`generic-oauth: the discovery document of "${providerId}" cannot be used: ${cause.message}.`);
    return APIError.from("BAD_REQUEST", GENERIC_OAUTH_ERROR_CODES[cause.code], { cause });
  }
  logger.error(
    `generic-oauth: the discovery document of "${providerId}" cannot be had from ${discoveryUrl}: check discoveryUrl, and whether this machine may connect to it. Until it can, nobody signs in with this provider.`,
    cause,
  );
  const body = { ...GENERIC_OAUTH_ERROR_CODES.PROVIDER_UNAVAILABLE, cause };
  return new APIError("SERVICE_UNAVAILABLE", body, { "retry-after": String(REST_MS / 1000) });
}
