import type { PaybinOptions, PaybinProfile } from "../types";
import { checkServerAddress } from "./check-options";
import { defineProvider } from "./define-provider";
import { idTokenClaims } from "./id-token-claims";

/** Sign-in with Paybin. The profile is the ID token that comes with the code. */
export const paybin = defineProvider<PaybinProfile, PaybinOptions>({
  id: "paybin",
  name: "Paybin",
  authorizationEndpoint: (options) => `${issuerOf(options)}/oauth2/authorize`,
  tokenEndpoint: (options) => `${issuerOf(options)}/oauth2/token`,
  idTokenIssuer: issuerOf,
  defaultScopes: ["openid", "email", "profile"],
  pkce: true,
  forwards: ["login_hint", "prompt"],
  profile: async (tokens) => idTokenClaims<PaybinProfile>(tokens),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name || profile.preferred_username || "",
    email: profile.email,
    image: profile.picture,
    emailVerified: profile.email_verified === true,
  }),
  checkOptions: ({ issuer }) => checkServerAddress("issuer", issuer),
});

function issuerOf({ issuer = "https://idp.paybin.io" }: PaybinOptions): string {
  return issuer;
}
