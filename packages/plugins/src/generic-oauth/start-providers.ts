import type { AuthContext, OAuthProvider } from "@better-auth/core/types";
import { checkConfigs } from "./check-config";
import { configureProvider } from "./discovery";
import { makeProvider } from "./provider";
import { withLogout } from "./provider-logout";
import type { GenericOAuthConfig } from "./types";

/**
 * Makes the providers of the configuration.
 * @throws {BetterAuthError} for what can only be a mistake
 */
export function startProviders(
  configs: readonly GenericOAuthConfig[],
  context: Pick<AuthContext, "logger" | "runInBackground" | "socialProviders">,
): OAuthProvider[] {
  checkConfigs(
    configs,
    context.socialProviders.map(({ id }) => id),
  );
  return configs.map((config) => {
    const provider = configureProvider(config, context);
    return withLogout(makeProvider(provider), provider);
  });
}
