import type { AppleOptions, AppleProfile } from "../types";
import { appleClientSecret } from "./apple-client-secret";
import { defineProvider } from "./define-provider";
import { idTokenClaims } from "./id-token-claims";
import { publicKeyOf } from "./public-key";

const KEYS = "https://appleid.apple.com/auth/keys";

/**
 * Sign-in with Apple. The ID token has no name: Apple gives it to the page, the first time only, and the callback brings it
 * along. The client secret can be made here, from `teamId`, `keyId` and `privateKey`.
 */
export const apple = defineProvider<AppleProfile, AppleOptions>({
  id: "apple",
  name: "Apple",
  authorizationEndpoint: "https://appleid.apple.com/auth/authorize",
  tokenEndpoint: "https://appleid.apple.com/auth/token",
  defaultScopes: ["email", "name"],
  pkce: true,
  forwards: ["response_mode"],
  responseType: "code id_token",
  // Apple posts whatever it is asked for with scopes.
  authorizationParams: ({ responseMode }) => ({ response_mode: responseMode ?? "form_post" }),
  clientSecret: ({ privateKey }) => (privateKey ? "optional" : "required"),
  makeClientSecret: appleClientSecret,
  async profile(tokens) {
    const claims = idTokenClaims<AppleProfile>(tokens);
    if (claims === null) return null;
    const { firstName, lastName } = tokens.user?.name ?? {};
    return { ...claims, name: [firstName, lastName].filter(Boolean).join(" ") };
  },
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name ?? "",
    email: profile.email,
    emailVerified: profile.email_verified === true || profile.email_verified === "true",
  }),
  idToken: ({ audience, appBundleIdentifier, clientId }) => ({
    jwks: KEYS,
    issuer: "https://appleid.apple.com",
    audience: audience?.length ? audience : appBundleIdentifier || clientId,
    algorithms: ["RS256"],
    maxTokenAge: "1h",
    nonceComparison: "exact-or-sha256",
  }),
  checkOptions({ privateKey, teamId, keyId }) {
    if (privateKey && !teamId) return "teamId is missing: give the id of the team that `privateKey` belongs to.";
    if (privateKey && !keyId) return "keyId is missing: give the id of `privateKey`.";
    return undefined;
  },
});

/** The key that Apple signs with under this identifier. @throws when it has none, or cannot be reached */
export function getApplePublicKey(kid: string): Promise<CryptoKey> {
  return publicKeyOf(KEYS, kid);
}
