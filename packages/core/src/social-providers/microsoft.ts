import { toBase64 } from "../crypto/encoding";
import { parseStringBoolean } from "../oauth2/parse-string-boolean";
import { fetchBytesFromProvider } from "../outbound/fetch-from-provider";
import type { MicrosoftEntraIDProfile, MicrosoftOptions } from "../types";
import { checkServerAddress } from "./check-options";
import { defineProvider } from "./define-provider";
import { idTokenClaims } from "./id-token-claims";
import { isIssuedByTenant, tenantAddress } from "./microsoft-tenant";
import { publicKeyOf } from "./public-key";

const SCOPES = ["openid", "profile", "email", "User.Read", "offline_access"];

/**
 * Sign-in with Microsoft Entra ID: work, school and personal accounts. A person is the `oid` of the ID token. The address
 * is what a tenant's administrator wrote: it counts as verified only when Microsoft says so.
 */
export const microsoft = defineProvider<MicrosoftEntraIDProfile, MicrosoftOptions>({
  id: "microsoft",
  name: "Microsoft EntraID",
  authorizationEndpoint: (options) => `${tenantAddress(options)}/oauth2/v2.0/authorize`,
  tokenEndpoint: (options) => `${tenantAddress(options)}/oauth2/v2.0/token`,
  defaultScopes: SCOPES,
  pkce: true,
  forwards: ["login_hint", "prompt"],
  clientSecret: "optional",
  clientAuthentication: ({ clientAssertion }) =>
    clientAssertion ? { method: "private_key_jwt", getClientAssertion: clientAssertion } : "post",
  // Without them the new access token is for whatever comes first.
  refreshParams: ({ disableDefaultScope, scope = [] }) => ({
    scope: [...(disableDefaultScope ? [] : SCOPES), ...scope].join(" ") || undefined,
  }),
  profile: async (tokens) => idTokenClaims<MicrosoftEntraIDProfile>(tokens),
  async complete(profile, { accessToken }, { disableProfilePhoto, profilePhotoSize = 48 }) {
    if (disableProfilePhoto || accessToken === undefined) return { profile };
    const picture = await photo(accessToken, profilePhotoSize);
    return { profile: picture === undefined ? profile : { ...profile, picture } };
  },
  subject: (profile) => profile.oid,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.picture,
    emailVerified: isEmailVerified(profile),
  }),
  idToken: (options) => ({
    jwks: `${tenantAddress(options)}/discovery/v2.0/keys`,
    algorithms: ["RS256"],
    maxTokenAge: "1h",
    verifyClaims: (claims) => isIssuedByTenant(claims, options),
  }),
  checkOptions({ authority, tenantId, clientAssertion, clientSecret }) {
    if (clientAssertion && clientSecret)
      return "clientAssertion cannot be combined with clientSecret: give one of them.";
    if (tenantId && !/^[a-z0-9][a-z0-9.-]*$/i.test(tenantId)) {
      return `tenantId is ${JSON.stringify(tenantId)}: give a tenant's identifier or one of its domains.`;
    }
    return checkServerAddress("authority", authority);
  },
});

/** Whoever runs a tenant can write any address into its accounts ("nOAuth", CVE-2023-3128). */
function isEmailVerified({
  email,
  email_verified,
  verified_primary_email,
  verified_secondary_email,
}: MicrosoftEntraIDProfile): boolean {
  if (email_verified !== undefined) return parseStringBoolean(email_verified) ?? false;
  // A single address may come as text, of which a part is another address.
  const verified: unknown[] = [verified_primary_email, verified_secondary_email].flat();
  return !!email && verified.includes(email);
}

/** The photograph as a `data:` address; `undefined` where there is none, as most personal accounts have none. */
async function photo(accessToken: string, size: number): Promise<string | undefined> {
  const address = `https://graph.microsoft.com/v1.0/me/photos/${size}x${size}/$value`;
  try {
    const { bytes } = await fetchBytesFromProvider(address, { headers: { authorization: `Bearer ${accessToken}` } });
    return `data:image/jpeg;base64, ${toBase64(bytes)}`;
  } catch {
    return undefined;
  }
}

/**
 * The key that Microsoft signs with under this identifier.
 *
 * @param tenant as `tenantId` of the options
 * @param authority as in the options
 * @throws when it has none, or cannot be reached
 */
export function getMicrosoftPublicKey(kid: string, tenant: string, authority: string): Promise<CryptoKey> {
  return publicKeyOf(`${tenantAddress({ tenantId: tenant, authority })}/discovery/v2.0/keys`, kid);
}
