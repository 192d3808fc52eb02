import { getPrimaryClientId } from "../oauth2/client-id";
import { parseStringBoolean } from "../oauth2/parse-string-boolean";
import type {
  FacebookGraphProfile,
  FacebookLimitedLoginProfile,
  FacebookOptions,
  FacebookProfile,
  OAuth2UserInfo,
} from "../types";
import { defineProvider } from "./define-provider";
import { fetchIfAllowed, fetchProfile } from "./fetch-profile";
import { idTokenClaims } from "./id-token-claims";

const GRAPH = "https://graph.facebook.com";
const FIELDS = ["id", "name", "email", "picture"];

/** What `debug_token` says of an access token. */
interface InspectedToken {
  data?: { is_valid?: boolean; app_id?: string; user_id?: string };
}

/**
 * Sign-in with Facebook. Applications may bring an ID token (Limited Login) or an access token; an access token counts only
 * when Facebook says that it was given to this application.
 */
export const facebook = defineProvider<FacebookProfile, FacebookOptions>({
  id: "facebook",
  name: "Facebook",
  authorizationEndpoint: "https://www.facebook.com/v24.0/dialog/oauth",
  tokenEndpoint: `${GRAPH}/v24.0/oauth/access_token`,
  defaultScopes: ["email", "public_profile"],
  pkce: false,
  forwards: ["login_hint"],
  authorizationParams: ({ configId }) => ({ config_id: configId }),
  async profile(tokens, options) {
    const claims = idTokenClaims<FacebookLimitedLoginProfile>(tokens);
    if (claims !== null) return claims;
    // A page may bring an access token in the place of the ID token.
    const accessToken = tokens.accessToken ?? tokens.idToken;
    return accessToken === undefined ? null : graphProfile(accessToken, options);
  },
  subject: (profile) => (isOfIdToken(profile) ? profile.sub : profile.id),
  map: (profile) => (isOfIdToken(profile) ? mapClaims(profile) : mapGraphProfile(profile)),
  idToken: () => ({
    jwks: "https://limited.facebook.com/.well-known/oauth/openid/jwks/",
    issuer: "https://www.facebook.com",
    algorithms: ["RS256"],
    allowOpaqueToken: true,
  }),
});

function isOfIdToken(profile: FacebookProfile): profile is FacebookLimitedLoginProfile {
  return typeof profile.sub === "string";
}

async function graphProfile(accessToken: string, options: FacebookOptions): Promise<FacebookGraphProfile | null> {
  const userId = await userOfToken(accessToken, options);
  if (userId === undefined) return null;
  const fields = new URLSearchParams({ fields: [...FIELDS, ...(options.fields ?? [])].join(",") });
  const profile = await fetchProfile<FacebookGraphProfile>(`${GRAPH}/me?${fields}`, { accessToken });
  return profile?.id === userId ? profile : null;
}

/** Whose the token is; `undefined` when it was given to another application, or has ended. */
async function userOfToken(accessToken: string, options: FacebookOptions): Promise<string | undefined> {
  const clientId = getPrimaryClientId(options.clientId);
  const query = new URLSearchParams({
    input_token: accessToken,
    access_token: `${clientId}|${options.clientSecret ?? ""}`,
  });
  const { data } = (await fetchIfAllowed<InspectedToken>(`${GRAPH}/debug_token?${query}`, {})) ?? {};
  return data?.is_valid === true && data.app_id === clientId ? data.user_id : undefined;
}

/** Limited Login does not say whether an address is verified. */
function mapClaims({ name, email, picture }: FacebookLimitedLoginProfile): OAuth2UserInfo & Record<string, unknown> {
  return { name, email, image: picture, emailVerified: false };
}

function mapGraphProfile(profile: FacebookGraphProfile): OAuth2UserInfo & Record<string, unknown> {
  return {
    name: profile.name,
    email: profile.email,
    image: profile.picture?.data?.url,
    emailVerified: parseStringBoolean(profile.email_verified) ?? false,
  };
}
