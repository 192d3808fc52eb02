import type { Auth0Options, GenericOAuthConfig } from "../types";
import { discoveryUrlOf, OPENID_SCOPES, sharedOptions } from "./shared-options";

/**
 * Auth0.
 * @example genericOAuth({ config: [auth0({ clientId, clientSecret, domain: "tenant.eu.auth0.com" })] })
 */
export function auth0(options: Auth0Options): GenericOAuthConfig<"auth0"> {
  const host = options.domain?.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  return {
    providerId: "auth0",
    discoveryUrl: discoveryUrlOf(host && `https://${host}`),
    ...sharedOptions(options, OPENID_SCOPES),
  };
}
