import { getPrimaryClientId } from "../oauth2/client-id";
import type { LineIdTokenPayload, LineOptions, LineUserInfo } from "../types";
import { defineProvider } from "./define-provider";
import { fetchIfAllowed, fetchProfile } from "./fetch-profile";
import { idTokenClaims } from "./id-token-claims";

const API = "https://api.line.me/oauth2/v2.1";

/** Sign-in with LINE. Whether an ID token of a page is good is asked of LINE, as it may be signed with the channel's secret. */
export const line = defineProvider<LineUserInfo | LineIdTokenPayload, LineOptions>({
  id: "line",
  name: "LINE",
  authorizationEndpoint: "https://access.line.me/oauth2/v2.1/authorize",
  tokenEndpoint: `${API}/token`,
  defaultScopes: ["openid", "profile", "email"],
  pkce: true,
  forwards: ["login_hint"],
  async profile(tokens) {
    const claims = idTokenClaims<LineIdTokenPayload>(tokens);
    return claims ?? fetchProfile<LineUserInfo>(`${API}/userinfo`, { accessToken: tokens.accessToken });
  },
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name ?? "",
    email: profile.email,
    image: profile.picture,
    // LINE does not say it.
    emailVerified: false,
  }),
  idTokenIssuer: "https://access.line.me",
  verifyIdToken,
});

/** https://developers.line.biz/en/reference/line-login/#verify-id-token */
async function verifyIdToken(token: string, nonce: string | undefined, options: LineOptions): Promise<boolean> {
  const clientId = getPrimaryClientId(options.clientId) ?? "";
  const body = new URLSearchParams({ id_token: token, client_id: clientId });
  if (nonce !== undefined) body.set("nonce", nonce);
  const claims = await fetchIfAllowed<LineIdTokenPayload>(`${API}/verify`, { body });
  return claims?.aud === clientId && (nonce === undefined || claims.nonce === nonce);
}
