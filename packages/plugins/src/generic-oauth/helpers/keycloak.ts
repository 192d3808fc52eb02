import type { GenericOAuthConfig, KeycloakOptions } from "../types";
import { discoveryUrlOf, OPENID_SCOPES, sharedOptions } from "./shared-options";

/**
 * A realm of Keycloak.
 * @example genericOAuth({ config: [keycloak({ clientId, clientSecret, issuer: "https://id.example.com/realms/main" })] })
 */
export function keycloak(options: KeycloakOptions): GenericOAuthConfig<"keycloak"> {
  return {
    providerId: "keycloak",
    discoveryUrl: discoveryUrlOf(options.issuer),
    ...sharedOptions(options, OPENID_SCOPES),
  };
}
