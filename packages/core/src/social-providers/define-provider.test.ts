import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider, unsignedIdToken } from "../test-support/provider-answers";
import type { OAuthProfile, ProviderOptions } from "../types";
import { defineProvider } from "./define-provider";
import type { ProviderDefinition } from "./definition";
import { fetchProfile } from "./fetch-profile";

interface ExampleProfile {
  id: string;
  name: string;
  email: string;
}

type ExampleOptions = ProviderOptions<ExampleProfile>;

const definition: ProviderDefinition<ExampleProfile, ExampleOptions> = {
  id: "example",
  name: "Example",
  authorizationEndpoint: "https://example.com/authorize",
  tokenEndpoint: "https://example.com/token",
  defaultScopes: ["email"],
  pkce: true,
  profile: ({ accessToken }) => fetchProfile("https://example.com/me", { accessToken }),
  subject: (profile) => profile.id,
  map: (profile) => ({ name: profile.name, email: profile.email, emailVerified: true }),
};
const example = defineProvider(definition);
const withIdToken = defineProvider({
  ...definition,
  idToken: () => ({ jwks: "https://example.com/keys", issuer: "https://example.com" }),
});
const options = { clientId: "client", clientSecret: "secret" };
const exchange = { code: "code", codeVerifier: "verifier", redirectURI: "https://app.example/callback" };
const request = { state: "state", codeVerifier: "v".repeat(43), redirectURI: "https://app.example/callback" };
const alice = { id: "1", name: "Alice", email: "alice@example.com" };

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["no client id", { clientSecret: "secret" }, "socialProviders.example.clientId is missing"],
  ["an empty client id", { clientId: "", clientSecret: "secret" }, "socialProviders.example.clientId is missing"],
  ["an empty list of them", { clientId: [], clientSecret: "secret" }, "socialProviders.example.clientId is missing"],
  ["no secret", { clientId: "client" }, "socialProviders.example.clientSecret is missing"],
])("%s is refused at the start", (_, wrong, message) => {
  expect(() => example(wrong)).toThrow(message);
});

test("what a provider itself checks is refused with the option and the mend", () => {
  const strict = defineProvider({ ...definition, checkOptions: () => "region is missing: give one." });
  expect(() => strict(options)).toThrow("socialProviders.example.region is missing: give one.");
});

test("for ID tokens of pages no secret is needed, and for a redirect it is", async () => {
  const provider = withIdToken({ clientId: "client" });
  await expect(provider.createAuthorizationURL(request)).rejects.toThrow(
    "socialProviders.example.clientSecret is missing",
  );
});

test("a client without a secret says its id in the body, also where the secret would stand in the header", async () => {
  const requests = answerAsProvider({ "https://example.com/token": { access_token: "a" } });
  const open = defineProvider({ ...definition, clientSecret: "optional", clientAuthentication: "basic" });
  await open({ clientId: "client" }).validateAuthorizationCode(exchange);
  expect(requests[0]?.headers.has("authorization")).toBe(false);
  expect(requests[0]?.body.get("client_id")).toBe("client");
});

test("the first of several clients asks", async () => {
  const url = await example({ ...options, clientId: ["web", "ios"] }).createAuthorizationURL(request);
  expect(url.searchParams.get("client_id")).toBe("web");
});

test("what a call adds goes over the parameters of the provider, and never over those that bind the request", async () => {
  const provider = defineProvider({ ...definition, authorizationParams: { audience: "api", prompt: "none" } });
  const url = await provider(options).createAuthorizationURL({
    ...request,
    additionalParams: { prompt: "consent", state: "evil", redirect_uri: "https://evil.example" },
  });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    audience: "api",
    prompt: "consent",
    state: "state",
    redirect_uri: request.redirectURI,
  });
});

test("`mapProfileToUser` goes over the provider's mapping, with what it says", async () => {
  answerAsProvider({ "https://example.com/me": alice });
  const mapProfileToUser = (profile: ExampleProfile) => ({
    email: null,
    name: undefined,
    nick: profile.name.slice(0, 2),
  });
  const info = await example({ ...options, mapProfileToUser }).getUserInfo({ accessToken: "a" });
  expect(info).toEqual({ user: { name: "Alice", email: null, emailVerified: true, nick: "Al" }, data: alice });
});

test("what further requests say goes over the mapping, and the profile is the completed one", async () => {
  answerAsProvider({ "https://example.com/me": alice });
  const provider = defineProvider({
    ...definition,
    complete: async (profile) => ({ profile: { ...profile, email: "b@example.com" }, user: { emailVerified: false } }),
  });
  const info = await provider(options).getUserInfo({ accessToken: "a" });
  expect(info?.user).toMatchObject({ email: "b@example.com", emailVerified: false });
  expect(info?.data.email).toBe("b@example.com");
});

test.each([
  ["no subject", { name: "Alice" }],
  ["an empty one", { ...alice, id: "" }],
  ["one that is no text", { ...alice, id: { toString: "1" } }],
  ["no number", { ...alice, id: Number.NaN }],
])("a profile with %s is nobody", async (_, profile) => {
  answerAsProvider({ "https://example.com/me": profile });
  expect(await example(options).getUserInfo({ accessToken: "a" })).toBeNull();
});

test("`getUserInfo` of the options stands in place of the provider's own", async () => {
  const getUserInfo = async (): Promise<OAuthProfile<ExampleProfile>> => ({
    user: { name: "Bob", emailVerified: false },
    data: { id: "2", name: "Bob", email: "" },
  });
  const requests = answerAsProvider({});
  const provider = example({ ...options, getUserInfo });
  const info = await provider.getUserInfo({ accessToken: "a" });
  expect(info?.user.name).toBe("Bob");
  expect(requests).toEqual([]);
  expect(await provider.accountSubject({ profile: { id: "2", name: "", email: "" }, tokens: {} })).toBe("2");
  expect(() => provider.accountSubject({ profile: {} as ExampleProfile, tokens: {} })).toThrow("gave no subject");
});

test("`refreshAccessToken` of the options stands in place of the provider's own", async () => {
  const refreshAccessToken = vi.fn(async () => ({ accessToken: "new" }));
  expect(await example({ ...options, refreshAccessToken }).refreshAccessToken?.("r")).toEqual({ accessToken: "new" });
  expect(refreshAccessToken).toHaveBeenCalledWith("r");
});

test("a provider without refresh tokens has none, unless the options say how", () => {
  const none = defineProvider({ ...definition, refresh: false });
  expect(none(options).refreshAccessToken).toBeUndefined();
  expect(none({ ...options, refreshAccessToken: async () => ({}) }).refreshAccessToken).toBeDefined();
});

test("the switches of the options are the provider's", () => {
  const switches = {
    disableSignUp: true,
    disableImplicitSignUp: true,
    disableIdTokenSignIn: true,
    requireEmailVerification: true,
    overrideUserInfoOnSignIn: true,
  };
  const verifyIdToken = async () => true;
  expect(example({ ...options, ...switches, verifyIdToken })).toMatchObject({ ...switches, verifyIdToken });
});

const ours = { iss: "https://example.com", aud: "ios", sub: "1" };

test.each([
  ["of this client", ours, undefined],
  ["of several audiences, this client among them", { ...ours, aud: ["other", "client"] }, undefined],
  ["of another client", { ...ours, aud: "other" }, "The ID token of Example is for another client"],
  ["of another issuer", { ...ours, iss: "https://evil.example" }, "The ID token of Example is from another issuer"],
  ["of nobody", { sub: "1" }, "The ID token of Example is from another issuer"],
])("an ID token that comes with a code, %s (advisory 75)", async (_, claims, fault) => {
  const idToken = unsignedIdToken(claims);
  answerAsProvider({ "https://example.com/token": { access_token: "a", id_token: idToken } });
  const provider = withIdToken({ ...options, clientId: ["client", "ios"] });
  const answers = [provider.validateAuthorizationCode(exchange), provider.refreshAccessToken?.("refresh-token")];
  for (const answer of answers) {
    if (fault === undefined) await expect(answer).resolves.toMatchObject({ idToken });
    else await expect(answer).rejects.toMatchObject({ body: { code: "INVALID_TOKEN", message: fault } });
  }
});
