import type { GenericOAuthConfig } from "./types";

/** What has to be known of a provider to ask it anything: from the configuration, and from the discovery document. */
export interface ProviderMetadata {
  /** Who callbacks and ID tokens have to say that they are from; nobody in particular where it is not known. */
  readonly issuer: string | undefined;
  /** Callbacks always say it (RFC 9207). */
  readonly sendsIssuer: boolean;
  readonly authorizationEndpoint: string;
  /** Not there only with `getToken`. */
  readonly tokenEndpoint: string | undefined;
  readonly userInfoEndpoint: string | undefined;
  readonly endSessionEndpoint: string | undefined;
  readonly jwksUri: string | undefined;
  /** What ID tokens are signed with, as far as the document says. */
  readonly idTokenAlgorithms: readonly string[] | undefined;
}

/** A provider without a discovery document. */
export function configuredMetadata(config: GenericOAuthConfig): ProviderMetadata {
  return {
    issuer: config.issuer,
    sendsIssuer: false,
    authorizationEndpoint: config.authorizationUrl ?? "",
    tokenEndpoint: config.tokenUrl,
    userInfoEndpoint: config.userInfoUrl,
    endSessionEndpoint: config.endSessionEndpoint,
    jwksUri: undefined,
    idTokenAlgorithms: undefined,
  };
}
