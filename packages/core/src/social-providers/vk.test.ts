import { afterEach, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider } from "../test-support/provider-answers";
import { comeBack, locationOf, startSocial } from "../test-support/social";
import { vk } from "./vk";

afterEach(() => vi.unstubAllGlobals());

const options = { clientId: "client", clientSecret: "secret" };
const person = { user_id: "1234567", first_name: "Alice", last_name: "Ivanova", email: "alice@example.com" };

test("the device of the callback goes along with the code, and the profile is asked for by POST", async () => {
  const { browser, rows } = await makeAuth({ socialProviders: { vk: options } });
  const requests = answerAsProvider({
    "https://id.vk.com/oauth2/auth": { access_token: "at", expires_in: 3600 },
    "https://id.vk.com/oauth2/user_info": { user: person },
  });
  const alice = browser();
  const { state } = await startSocial(alice, "vk");
  const answer = await comeBack(alice, "vk", { code: "c", state, device_id: "the-device" });
  expect(locationOf(answer)).toBe("/done");
  expect(requests[0]?.body.get("device_id")).toBe("the-device");
  expect(requests[1]).toMatchObject({ method: "POST" });
  expect(Object.fromEntries(requests[1]?.body ?? [])).toEqual({ access_token: "at", client_id: "client" });
  expect(rows(`select accountId from account`)).toEqual([{ accountId: "1234567" }]);
  expect(rows(`select name, email, emailVerified from user`)).toEqual([
    { name: "Alice Ivanova", email: "alice@example.com", emailVerified: 0 },
  ]);
});

test("somebody without an address has none", async () => {
  const { email: _, ...rest } = person;
  answerAsProvider({
    "https://id.vk.com/oauth2/user_info": { user: { ...rest, sex: 1, birthday: "01.02.1990", verified: true } },
  });
  const info = await vk(options).getUserInfo({ accessToken: "at" });
  expect(info?.user).toMatchObject({ email: null, emailVerified: false, sex: 1, birthday: "01.02.1990" });
});

test("the colours of the page are those of the options", async () => {
  const request = { state: "s", codeVerifier: "v", redirectURI: "https://app.example/callback" };
  const url = await vk({ ...options, scheme: "dark" }).createAuthorizationURL(request);
  expect(url.searchParams.get("scheme")).toBe("dark");
});

test("what is no profile is nobody", async () => {
  answerAsProvider({ "https://id.vk.com/oauth2/user_info": { state: "", something: "else" } });
  expect(await vk(options).getUserInfo({ accessToken: "at" })).toBeNull();
});
