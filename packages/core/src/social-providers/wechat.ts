import { getOAuth2Tokens } from "../oauth2/tokens";
import { fetchFromProvider } from "../outbound/fetch-from-provider";
import { refusedRequest } from "../outbound/refusal";
import type { OAuth2Tokens, WeChatOptions, WeChatProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

const TOKEN_ENDPOINT = "https://api.weixin.qq.com/sns/oauth2/access_token";

/**
 * Sign-in with WeChat on web sites, by a code that people scan. Its requests are none of RFC 6749: GET, with other names.
 * It tells no address.
 */
export const wechat = defineProvider<WeChatProfile, WeChatOptions>({
  id: "wechat",
  name: "WeChat",
  authorizationEndpoint: "https://open.weixin.qq.com/connect/qrconnect",
  tokenEndpoint: TOKEN_ENDPOINT,
  defaultScopes: ["snsapi_login"],
  scopeSeparator: ",",
  pkce: false,
  authorizationParams: ({ lang = "cn" }) => ({ lang }),
  finishAuthorizationURL(url, { clientId }) {
    url.searchParams.delete("client_id");
    url.searchParams.set("appid", clientId);
    url.hash = "#wechat_redirect";
  },
  exchange: ({ code }, { clientId, clientSecret }) =>
    requestTokens(TOKEN_ENDPOINT, { appid: clientId, secret: clientSecret, code, grant_type: "authorization_code" }),
  refresh: (refreshToken, { clientId }) =>
    requestTokens("https://api.weixin.qq.com/sns/oauth2/refresh_token", {
      appid: clientId,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    }),
  // Who it is comes with the tokens, and has to be said again: the access token alone is not enough.
  async profile({ accessToken = "", raw }) {
    const openid = raw?.openid;
    if (typeof openid !== "string") return null;
    const params = new URLSearchParams({ access_token: accessToken, openid, lang: "zh_CN" });
    return fetchProfile(`https://api.weixin.qq.com/sns/userinfo?${params}`, {});
  },
  subject: (profile) => profile.unionid ?? profile.openid,
  map: (profile) => ({
    name: profile.nickname,
    email: profile.email || null,
    image: profile.headimgurl,
    emailVerified: false,
  }),
});

/** @throws ProviderError what WeChat refused, with a status of 200 and its own `errcode`, or that it cannot be reached */
async function requestTokens(endpoint: string, params: Record<string, string>): Promise<OAuth2Tokens> {
  const address = new URL(`${endpoint}?${new URLSearchParams(params)}`);
  const answer = await fetchFromProvider<Record<string, unknown>>(address);
  const tokens = getOAuth2Tokens(answer);
  if (tokens.accessToken === undefined) throw refusedRequest(address, {}, 200, answer);
  return { ...tokens, tokenType: tokens.tokenType ?? "Bearer" };
}
