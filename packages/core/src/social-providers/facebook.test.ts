import { afterEach, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider } from "../test-support/provider-answers";
import { facebook } from "./facebook";

const options = { clientId: "client", clientSecret: "secret" };
const inspected = { is_valid: true, app_id: "client", user_id: "1" };
const profile = { id: "1", name: "Fay", email: "fay@example.com", picture: { data: { url: "https://img.example/f" } } };

afterEach(() => vi.unstubAllGlobals());

function answer(data: object) {
  return answerAsProvider({
    "https://graph.facebook.com/debug_token": { data },
    "https://graph.facebook.com/me": profile,
  });
}

test("fields and a configuration are asked for", async () => {
  const requests = answer(inspected);
  const provider = facebook({ ...options, fields: ["gender"], configId: "configuration" });
  await provider.getUserInfo({ accessToken: "a" });
  expect(requests[1]?.url.searchParams.get("fields")).toBe("id,name,email,picture,gender");
  const url = await provider.createAuthorizationURL({
    state: "s",
    codeVerifier: "v",
    redirectURI: "https://app.example",
  });
  expect(url.searchParams.get("config_id")).toBe("configuration");
});

test.each([
  ["of this application", inspected, 200],
  ["of another application", { ...inspected, app_id: "other" }, 401],
  ["of somebody else", { ...inspected, user_id: "2" }, 401],
  ["that has ended", { ...inspected, is_valid: false }, 401],
])("an access token %s in the place of an ID token", async (_, data, status) => {
  const { browser, rows } = await makeAuth({ socialProviders: { facebook: options } });
  answer(data);
  const given = { provider: "facebook", idToken: { token: "opaque" } };
  expect((await browser().post("/sign-in/social", given)).status).toBe(status);
  expect(rows("select accountId from account")).toHaveLength(status === 200 ? 1 : 0);
});
