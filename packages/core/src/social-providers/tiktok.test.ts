import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import type { TiktokOptions } from "../types";
import { tiktok } from "./tiktok";

afterEach(() => vi.unstubAllGlobals());

const options = { clientKey: "the-key", clientSecret: "secret" };
const USER = "https://open.tiktokapis.com/v2/user/info/";

test("the client is named by its key alone", async () => {
  const requests = answerAsProvider({ "https://open.tiktokapis.com/v2/oauth/token/": { access_token: "at" } });
  const provider = tiktok({ ...options, scope: ["video.list"] });
  const redirectURI = "https://app.example/callback";
  const url = await provider.createAuthorizationURL({
    state: "s",
    codeVerifier: "v",
    redirectURI,
    scopes: ["user.info.stats"],
  });
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: "code",
    client_key: "the-key",
    scope: "user.info.profile,video.list,user.info.stats",
    redirect_uri: redirectURI,
    state: "s",
  });
  await provider.validateAuthorizationCode({ code: "c", codeVerifier: "v", redirectURI });
  await provider.refreshAccessToken?.("rt");
  const client = { client_key: "the-key", client_secret: "secret" };
  expect(requests.map(({ body }) => Object.fromEntries(body))).toEqual([
    { grant_type: "authorization_code", code: "c", code_verifier: "v", redirect_uri: redirectURI, ...client },
    { grant_type: "refresh_token", refresh_token: "rt", ...client },
  ]);
});

test("a client without a key is refused at the start", () => {
  const wrong = { clientSecret: "secret" } as TiktokOptions;
  expect(() => tiktok(wrong)).toThrow("socialProviders.tiktok");
});

test("an application may map an address; TikTok has none", async () => {
  const user = { open_id: "open", username: "alice", avatar_large_url: "https://img.example/a" };
  answerAsProvider({ [USER]: { data: { user }, error: { code: "ok" } } });
  const expected = { name: "alice", email: null, image: "https://img.example/a", emailVerified: false };
  expect((await tiktok(options).getUserInfo({ accessToken: "at" }))?.user).toEqual(expected);
  const mapped = tiktok({
    ...options,
    mapProfileToUser: ({ data }) => ({ email: `${data.user.username}@example.com` }),
  });
  expect((await mapped.getUserInfo({ accessToken: "at" }))?.user.email).toBe("alice@example.com");
});

test("an error with a status of 200 is nobody", async () => {
  answerAsProvider({ [USER]: { data: {}, error: { code: "access_token_invalid", message: "no" } } });
  expect(await tiktok(options).getUserInfo({ accessToken: "at" })).toBeNull();
});
