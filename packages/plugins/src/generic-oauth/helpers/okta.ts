import type { GenericOAuthConfig, OktaOptions } from "../types";
import { discoveryUrlOf, OPENID_SCOPES, sharedOptions } from "./shared-options";

/**
 * Okta.
 * @example genericOAuth({ config: [okta({ clientId, clientSecret, issuer: "https://dev-1.okta.com/oauth2/default" })] })
 */
export function okta(options: OktaOptions): GenericOAuthConfig<"okta"> {
  return {
    providerId: "okta",
    discoveryUrl: discoveryUrlOf(options.issuer),
    ...sharedOptions(options, OPENID_SCOPES),
  };
}
