import { verifyProviderIdToken } from "../oauth2/verify-provider-id-token";
import type { GoogleOptions, GoogleProfile, OAuthIdTokenConfig, VerifyGoogleIdTokenOptions } from "../types";
import { defineProvider } from "./define-provider";
import { idTokenClaims } from "./id-token-claims";
import { publicKeyOf } from "./public-key";

const KEYS = "https://www.googleapis.com/oauth2/v3/certs";

const idTokenRules = {
  jwks: KEYS,
  // Both are documented: https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken
  issuer: ["https://accounts.google.com", "accounts.google.com"],
  algorithms: ["RS256"],
  maxTokenAge: "1h",
} satisfies Partial<OAuthIdTokenConfig>;

/** Sign-in with Google; its button and One Tap give ID tokens to the page. */
export const google = defineProvider<GoogleProfile, GoogleOptions>({
  id: "google",
  name: "Google",
  authorizationEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenEndpoint: "https://oauth2.googleapis.com/token",
  defaultScopes: ["email", "profile", "openid"],
  pkce: true,
  forwards: ["login_hint", "prompt", "display"],
  authorizationParams: ({ accessType, display, hd, includeGrantedScopes }) => ({
    access_type: accessType,
    display,
    hd,
    include_granted_scopes: includeGrantedScopes === false ? undefined : "true",
  }),
  profile: async (tokens) => idTokenClaims<GoogleProfile>(tokens),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.picture,
    emailVerified: profile.email_verified === true,
  }),
  idToken: ({ hd }) => ({
    ...idTokenRules,
    // `hd` of the address is a wish that whoever signs in can change; the claim is what Google says.
    verifyClaims: (claims) => isGoogleHostedDomainAllowed(hd, claims.hd),
  }),
});

/**
 * Whether an account of this Workspace domain may sign in.
 *
 * @param expected the option: a domain, "*" for any domain, or none for everybody
 * @param actual the claim `hd`, which accounts of consumers do not have
 */
export function isGoogleHostedDomainAllowed(expected: string | undefined, actual: unknown): boolean {
  if (expected === undefined || expected === "") return true;
  if (typeof actual !== "string" || actual === "") return false;
  return expected === "*" || expected === actual;
}

/** The claims of an ID token of Google's; `null` when its signature, issuer, audience, age or nonce is not right. */
export async function verifyGoogleIdToken({
  token,
  audience,
  nonce,
}: VerifyGoogleIdTokenOptions): Promise<GoogleProfile | null> {
  const isValid = await verifyProviderIdToken({ id: "google", idToken: { ...idTokenRules, audience } }, token, nonce);
  return isValid ? idTokenClaims<GoogleProfile>({ idToken: token }) : null;
}

/** The key that Google signs with under this identifier. @throws when it has none, or cannot be reached */
export function getGooglePublicKey(kid: string): Promise<CryptoKey> {
  return publicKeyOf(KEYS, kid);
}
