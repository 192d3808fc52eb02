import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider, unsignedIdToken } from "../test-support/provider-answers";
import { twitch } from "./twitch";

afterEach(() => vi.unstubAllGlobals());

const options = { clientId: "client", clientSecret: "secret" };
const redirectURI = "https://app.example/callback";
const claims = { iss: "https://id.twitch.tv/oauth2", aud: "client", sub: "1", preferred_username: "Alice" };

test("the claims of the options are asked for besides the address", async () => {
  const url = await twitch({ ...options, claims: ["updated_at"] }).createAuthorizationURL({
    state: "s",
    codeVerifier: "v",
    redirectURI,
  });
  const asked = { email: null, email_verified: null, updated_at: null };
  expect(JSON.parse(url.searchParams.get("claims") ?? "")).toEqual({ id_token: asked });
});

test.each([
  ["another client", { aud: "another" }],
  ["another issuer", { iss: "https://evil.example" }],
])("an ID token of %s signs nobody in", async (_, wrong) => {
  const token = "https://id.twitch.tv/oauth2/token";
  const exchange = { code: "c", redirectURI };
  answerAsProvider({ [token]: { access_token: "at", id_token: unsignedIdToken(claims), scope: ["openid"] } });
  expect(await twitch(options).validateAuthorizationCode(exchange)).toMatchObject({
    accessToken: "at",
    scopes: ["openid"],
  });
  answerAsProvider({ [token]: { access_token: "at", id_token: unsignedIdToken({ ...claims, ...wrong }) } });
  await expect(twitch(options).validateAuthorizationCode(exchange)).rejects.toMatchObject({ status: "UNAUTHORIZED" });
});

test("without an ID token nobody is known", async () => {
  expect(await twitch(options).getUserInfo({ accessToken: "at" })).toBeNull();
});
