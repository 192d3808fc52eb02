import { BetterAuthError } from "@better-auth/core/error";
import { parseStringBoolean } from "@better-auth/core/oauth2";
import { type Claims, claimsOf } from "../claims";
import type { GenericOAuthConfig, GenericOAuthUserInfo, MicrosoftEntraIdOptions } from "../types";
import { fetchUserIfAllowed } from "./fetch-user";
import { discoveryUrlOf, OPENID_SCOPES, sharedOptions } from "./shared-options";

const CLOUD = "https://login.microsoftonline.com";
const USER_INFO = "https://graph.microsoft.com/oidc/userinfo";
const TENANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One tenant of Microsoft Entra ID. A person is the `oid` of the ID token; an address counts as verified only when
 * `email_verified` says so, as whoever runs a tenant writes any address into its accounts.
 *
 * @throws {BetterAuthError} for a tenant that is no GUID
 * @example genericOAuth({ config: [microsoftEntraId({ clientId, clientSecret, tenantId })] })
 */
export function microsoftEntraId(options: MicrosoftEntraIdOptions): GenericOAuthConfig<"microsoft-entra-id"> {
  const { tenantId } = options;
  if (tenantId && !TENANT.test(tenantId)) {
    throw new BetterAuthError(
      `microsoftEntraId: tenantId is ${JSON.stringify(tenantId)}: give the GUID of one tenant. For "common", "organizations" and "consumers" there is socialProviders.microsoft.`,
    );
  }
  const tenant = tenantId ? `${CLOUD}/${tenantId}` : undefined;
  return {
    providerId: "microsoft-entra-id",
    discoveryUrl: discoveryUrlOf(tenant && `${tenant}/v2.0`),
    authorizationUrl: tenant && `${tenant}/oauth2/v2.0/authorize`,
    tokenUrl: tenant && `${tenant}/oauth2/v2.0/token`,
    userInfoUrl: USER_INFO,
    requireIdTokenVerification: true,
    ...sharedOptions(options, OPENID_SCOPES),
    accountSubject: ({ profile }) => (typeof profile.oid === "string" ? profile.oid : ""),
    async getUserInfo(tokens) {
      // It has been verified before anybody asks here.
      const claims = tokens.idToken === undefined ? null : claimsOf(tokens.idToken);
      if (claims === null || typeof claims.oid !== "string" || claims.oid === "") return null;
      const said = tokens.accessToken === undefined ? null : await fetchUserIfAllowed<Claims>(USER_INFO, tokens);
      // OpenID Connect Core 1.0 §5.3.2.
      return profileOf(said?.sub === claims.sub && said !== null ? { ...said, ...claims } : claims, claims);
    },
  };
}

/** @param all claims of the ID token, and of the profile where the token has none */
function profileOf(
  all: Claims,
  { name, given_name, family_name, email, email_verified }: Claims,
): GenericOAuthUserInfo {
  const own = text(name) ?? text([given_name, family_name].filter((part) => text(part) !== undefined).join(" "));
  return {
    ...all,
    name: own ?? text(all.name),
    email: text(all.email),
    image: text(all.picture),
    emailVerified: text(email) !== undefined && parseStringBoolean(email_verified) === true,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
