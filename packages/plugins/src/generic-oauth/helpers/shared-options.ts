import type { BaseOAuthProviderOptions, GenericOAuthConfig } from "../types";

/** What helpers hand on as it is. */
export function sharedOptions(
  options: BaseOAuthProviderOptions,
  scopes: readonly string[],
): Omit<GenericOAuthConfig, "providerId"> {
  const { clientId, clientSecret, redirectURI, pkce, disableImplicitSignUp, disableSignUp, overrideUserInfo } = options;
  return {
    clientId,
    clientSecret,
    scopes: options.scopes ?? [...scopes],
    redirectURI,
    pkce,
    disableImplicitSignUp,
    disableSignUp,
    overrideUserInfo,
  };
}

export const OPENID_SCOPES = ["openid", "profile", "email"] as const;

/**
 * The discovery document below an issuer. Nothing without an issuer, as in a build without its environment: that is
 * refused when the instance is first used.
 */
export function discoveryUrlOf(issuer: string | undefined): string | undefined {
  return issuer ? `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration` : undefined;
}
