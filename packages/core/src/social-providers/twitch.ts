import type { TwitchOptions, TwitchProfile } from "../types";
import { defineProvider } from "./define-provider";
import { idTokenClaims } from "./id-token-claims";

/** Sign-in with Twitch. The profile is the ID token that comes with the code, and has the claims that were asked for. */
export const twitch = defineProvider<TwitchProfile, TwitchOptions>({
  id: "twitch",
  name: "Twitch",
  authorizationEndpoint: "https://id.twitch.tv/oauth2/authorize",
  tokenEndpoint: "https://id.twitch.tv/oauth2/token",
  idTokenIssuer: "https://id.twitch.tv/oauth2",
  defaultScopes: ["user:read:email", "openid"],
  pkce: false,
  authorizationParams: ({ claims = ["preferred_username", "picture"] }) => ({ claims: claimsRequest(claims) }),
  profile: async (tokens) => idTokenClaims<TwitchProfile>(tokens),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.preferred_username ?? "",
    email: profile.email,
    image: profile.picture,
    emailVerified: profile.email_verified === true,
  }),
});

/** OpenID Connect Core 1.0 §5.5. */
function claimsRequest(claims: readonly string[]): string {
  const asked = ["email", "email_verified", ...claims].map((claim) => [claim, null]);
  return JSON.stringify({ id_token: Object.fromEntries(asked) });
}
