import { BetterAuthError } from "@better-auth/core/error";
import { isSecureAddress, issuersOf } from "./addresses";
import type { GenericOAuthConfig } from "./types";

const ADDRESSES = ["discoveryUrl", "authorizationUrl", "tokenUrl", "userInfoUrl", "endSessionEndpoint"] as const;

const NO_ENDPOINTS =
  "give discoveryUrl, or authorizationUrl and tokenUrl; of a helper, the domain, issuer or tenantId is missing";

/**
 * Refuses what can only be a mistake.
 *
 * @param taken ids of providers that are there already
 * @throws {BetterAuthError} that names the provider, the option and the mend
 */
export function checkConfigs(configs: readonly GenericOAuthConfig[], taken: readonly string[]): void {
  if (!Array.isArray(configs)) throw new BetterAuthError("genericOAuth: expected a list of providers as `config`.");
  const seen = new Set<string>();
  for (const config of configs) {
    const { providerId } = config;
    // It stands in the callback's address, and "credential" is where passwords are.
    if (typeof providerId !== "string" || !/^[^/?#%\\\s]+$/.test(providerId) || providerId === "credential") {
      throw new BetterAuthError(
        `genericOAuth: ${JSON.stringify(providerId)} is no providerId: give a name of letters, digits and dashes that is not "credential".`,
      );
    }
    if (seen.has(providerId)) {
      throw new BetterAuthError(`genericOAuth: two providers have the providerId "${providerId}": rename one of them.`);
    }
    if (taken.includes(providerId)) {
      throw new BetterAuthError(
        `genericOAuth: there is a provider "${providerId}" already, in socialProviders or by another plugin: rename this one, or take the other out.`,
      );
    }
    seen.add(providerId);
    const problem = problemOf(config);
    if (problem !== undefined) throw new BetterAuthError(`genericOAuth, provider "${providerId}": ${problem}.`);
  }
}

function problemOf(config: GenericOAuthConfig): string | undefined {
  if (!isText(config.clientId)) return "clientId is missing: give the client id that the provider shows";
  return problemOfAddresses(config) ?? problemOfAuthentication(config);
}

function problemOfAddresses(config: GenericOAuthConfig): string | undefined {
  for (const option of ADDRESSES) {
    const value = config[option];
    if (value !== undefined && !isSecureAddress(value)) {
      return `${option} is ${JSON.stringify(value)}: give an address that begins with https://`;
    }
  }
  const { discoveryUrl, authorizationUrl, tokenUrl, getToken, issuer } = config;
  if (discoveryUrl === undefined) {
    if (authorizationUrl === undefined) return NO_ENDPOINTS;
    if (tokenUrl === undefined && getToken === undefined) return "tokenUrl is missing: give it, or getToken";
    if (config.requireIdTokenVerification) return "requireIdTokenVerification needs discoveryUrl, which says the keys";
  } else if (issuer === undefined && issuersOf(discoveryUrl).length === 0) {
    return 'discoveryUrl does not end with "/.well-known/openid-configuration": give that address, or issuer besides';
  }
  return undefined;
}

function problemOfAuthentication(config: GenericOAuthConfig): string | undefined {
  const hasSecret = isText(config.clientSecret);
  const method = config.tokenEndpointAuth?.method;
  if (method === undefined) {
    return config.authentication === "basic" && !hasSecret ? 'authentication "basic" needs clientSecret' : undefined;
  }
  const named = `tokenEndpointAuth.method "${method}"`;
  if (method === "client_secret_basic" || method === "client_secret_post") {
    return hasSecret ? undefined : `${named} needs clientSecret`;
  }
  return method !== "custom" && hasSecret ? `${named} goes without clientSecret: leave it out` : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
