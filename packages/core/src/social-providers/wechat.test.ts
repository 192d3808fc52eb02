import { afterEach, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider } from "../test-support/provider-answers";
import { comeBack, locationOf, startSocial } from "../test-support/social";
import { wechat } from "./wechat";

afterEach(() => vi.unstubAllGlobals());

const TOKENS = "https://api.weixin.qq.com/sns/oauth2/access_token";
const PROFILE = "https://api.weixin.qq.com/sns/userinfo";
const options = { clientId: "wx-app", clientSecret: "wx-secret-of-the-app" };
const exchange = { code: "c", redirectURI: "https://app.example/callback" };
const tokens = { access_token: "at", expires_in: 7200, refresh_token: "rt", openid: "open", scope: "snsapi_login" };

test("the page is told the application as `appid`, and the fragment that it wants", async () => {
  const request = {
    state: "s",
    codeVerifier: "v",
    redirectURI: "https://app.example/callback",
    scopes: ["snsapi_base"],
  };
  const url = await wechat({ ...options, lang: "en" }).createAuthorizationURL(request);
  expect(url.hash).toBe("#wechat_redirect");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: "code",
    appid: "wx-app",
    scope: "snsapi_login,snsapi_base",
    redirect_uri: "https://app.example/callback",
    state: "s",
    lang: "en",
  });
});

test("a code becomes tokens by GET, and the profile is asked for whom they are", async () => {
  const profile = { openid: "open", unionid: "union", nickname: "Alice", headimgurl: "https://img.example/a" };
  const requests = answerAsProvider({ [TOKENS]: tokens, [PROFILE]: profile });
  const provider = wechat(options);
  const given = await provider.validateAuthorizationCode(exchange);
  expect(given).toMatchObject({ tokenType: "Bearer", accessToken: "at", refreshToken: "rt", scopes: ["snsapi_login"] });
  expect(given.accessTokenExpiresAt).toBeInstanceOf(Date);

  const info = await provider.getUserInfo(given);
  expect(info?.user).toEqual({ name: "Alice", email: null, image: "https://img.example/a", emailVerified: false });
  expect(requests.map(({ method, url }) => [method, Object.fromEntries(url.searchParams)])).toEqual([
    ["GET", { appid: "wx-app", secret: "wx-secret-of-the-app", code: "c", grant_type: "authorization_code" }],
    ["GET", { access_token: "at", openid: "open", lang: "zh_CN" }],
  ]);
});

test("a person is the `unionid`, and the `openid` where there is none", async () => {
  const provider = wechat(options);
  const subjectOf = (ids: object) =>
    provider.accountSubject({ profile: { openid: "open", nickname: "Alice", ...ids }, tokens: {} });
  expect(await subjectOf({ unionid: "union" })).toBe("union");
  expect(await subjectOf({})).toBe("open");
});

test("a refresh token is spent by GET, without the secret", async () => {
  const requests = answerAsProvider({
    "https://api.weixin.qq.com/sns/oauth2/refresh_token": { ...tokens, access_token: "at2" },
  });
  expect(await wechat(options).refreshAccessToken?.("rt")).toMatchObject({ accessToken: "at2", refreshToken: "rt" });
  const params = { appid: "wx-app", grant_type: "refresh_token", refresh_token: "rt" };
  expect(requests.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([params]);
});

test("what WeChat refuses with a status of 200 is refused", async () => {
  answerAsProvider({
    [TOKENS]: { errcode: 40029, errmsg: "invalid code, secret wx-secret-of-the-app" },
    [PROFILE]: { errcode: 40003, errmsg: "invalid openid" },
  });
  const provider = wechat(options);
  const refusal = {
    name: "ProviderError",
    code: "refused",
    error: "40029",
    errorDescription: "invalid code, secret [removed]",
  };
  await expect(provider.validateAuthorizationCode(exchange)).rejects.toMatchObject(refusal);
  expect(await provider.getUserInfo({ accessToken: "at", raw: { openid: "open" } })).toBeNull();
  expect(await provider.getUserInfo({ accessToken: "at" })).toBeNull();
});

test("a sign-in that WeChat refuses comes back with an error, and nobody is signed in", async () => {
  const { browser } = await makeAuth({ socialProviders: { wechat: options } });
  answerAsProvider({ [TOKENS]: { errcode: 40029, errmsg: "invalid code" } });
  const alice = browser();
  const { state, url } = await startSocial(alice, "wechat");
  expect(url.hash).toBe("#wechat_redirect");
  const answer = await comeBack(alice, "wechat", { code: "c", state });
  expect(locationOf(answer)).toContain("error=");
  expect((await alice.get("/get-session")).body).toBeNull();
});
