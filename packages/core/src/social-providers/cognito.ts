import { parseStringBoolean } from "../oauth2/parse-string-boolean";
import type { CognitoOptions, CognitoProfile } from "../types";
import { checkServerAddress } from "./check-options";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";
import { idTokenClaims } from "./id-token-claims";
import { publicKeyOf } from "./public-key";

/** Sign-in with a user pool of Amazon Cognito. */
export const cognito = defineProvider<CognitoProfile, CognitoOptions>({
  id: "cognito",
  name: "Cognito",
  authorizationEndpoint: (options) => `${hostedUI(options)}/oauth2/authorize`,
  tokenEndpoint: (options) => `${hostedUI(options)}/oauth2/token`,
  defaultScopes: ["openid", "profile", "email"],
  pkce: true,
  forwards: ["prompt"],
  authorizationParams: ({ identityProvider }) => ({ identity_provider: identityProvider }),
  // Cognito's pages do not know "+" as a space.
  finishAuthorizationURL(url) {
    url.search = url.search.replaceAll("+", "%20");
  },
  clientSecret: ({ requireClientSecret }) => (requireClientSecret ? "required" : "optional"),
  async profile(tokens, options) {
    const claims = idTokenClaims<CognitoProfile>(tokens);
    if (claims === null) {
      return fetchProfile(`${hostedUI(options)}/oauth2/userinfo`, { accessToken: tokens.accessToken });
    }
    return { ...claims, name: nameOf(claims) };
  },
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: nameOf(profile),
    email: profile.email,
    image: profile.picture,
    emailVerified: parseStringBoolean(profile.email_verified) ?? false,
  }),
  idToken: ({ region, userPoolId }) => ({
    jwks: keySetOf(region, userPoolId),
    issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    algorithms: ["RS256"],
    maxTokenAge: "1h",
  }),
  checkOptions(options) {
    if (!options.domain) return "domain is missing: give the domain of the hosted pages of the user pool.";
    if (!options.region) return "region is missing: give the region of the user pool, as in us-east-1.";
    if (!options.userPoolId) return "userPoolId is missing: give the id of the user pool.";
    return checkServerAddress("domain", hostedUI(options));
  },
});

/** The key that a user pool signs with under this identifier. @throws when it has none, or cannot be reached */
export function getCognitoPublicKey(kid: string, region: string, userPoolId: string): Promise<CryptoKey> {
  return publicKeyOf(keySetOf(region, userPoolId), kid);
}

function keySetOf(region: string, userPoolId: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}/.well-known/jwks.json`;
}

function hostedUI({ domain }: CognitoOptions): string {
  return `https://${domain.replace(/^https?:\/\//, "").replace(/\/+$/, "")}`;
}

function nameOf({ name, given_name, username }: CognitoProfile): string {
  return name || given_name || username || "";
}
