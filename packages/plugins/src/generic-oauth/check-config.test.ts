import { describe, expect, it } from "vitest";
import { make } from "./test-instance";
import type { GenericOAuthConfig } from "./types";

const good: GenericOAuthConfig = {
  providerId: "corp",
  clientId: "c",
  clientSecret: "s",
  authorizationUrl: "https://id.example.com/authorize",
  tokenUrl: "https://id.example.com/token",
};
const discovery = { authorizationUrl: undefined, discoveryUrl: "https://id.example.com/openid-configuration" };

describe("a configuration", () => {
  it("that can work is taken, on this machine over plain http", async () => {
    await make(good);
    for (const host of ["localhost:1", "127.0.0.1:1", "127.8.8.8:1", "[::1]:1", "idp.localhost:1"]) {
      await make({ ...good, tokenUrl: `http://${host}/token` });
    }
  });

  it.each<[string, Partial<GenericOAuthConfig>, string]>([
    ["without a client id", { clientId: undefined as never }, "clientId is missing"],
    ["with an empty client id", { clientId: "" }, "clientId is missing"],
    ["without endpoints", { authorizationUrl: undefined }, "give discoveryUrl, or authorizationUrl and tokenUrl"],
    ["without a token endpoint", { tokenUrl: undefined }, "tokenUrl is missing: give it, or getToken"],
    ["with plain http", { tokenUrl: "http://id.example.com/token" }, "tokenUrl is"],
    ["with plain http to a host like this one", { userInfoUrl: "http://127.0.0.1.example.com/" }, "userInfoUrl is"],
    ["with a script", { endSessionEndpoint: "javascript:alert(1)" }, "endSessionEndpoint is"],
    ["with half an address", { authorizationUrl: "/authorize" }, "authorizationUrl is"],
    ["with a document that does not say its issuer", discovery, "give that address, or issuer besides"],
    ["whose ID tokens nobody can verify", { requireIdTokenVerification: true }, "needs discoveryUrl"],
    ["with basic and no secret", { authentication: "basic", clientSecret: undefined }, '"basic" needs clientSecret'],
    ["with none and a secret", { tokenEndpointAuth: { method: "none" } }, '"none" goes without clientSecret'],
    [
      "with an assertion and a secret",
      { tokenEndpointAuth: { method: "private_key_jwt", getClientAssertion: () => "" } },
      '"private_key_jwt" goes without clientSecret',
    ],
    [
      "with a method that has no secret",
      { clientSecret: undefined, tokenEndpointAuth: { method: "client_secret_post" } },
      '"client_secret_post" needs clientSecret',
    ],
  ])("%s is refused, with the provider and the mend", async (_, over, message) => {
    await expect(make({ ...good, ...over })).rejects.toThrow(message);
    await expect(make({ ...good, ...over })).rejects.toThrow('genericOAuth, provider "corp": ');
  });

  it.each(["", "a/b", "a b", "a?b", "credential", undefined as never])("for %j is refused", async (providerId) => {
    await expect(make({ ...good, providerId })).rejects.toThrow("is no providerId");
  });

  it("for a provider that is there already is refused", async () => {
    await expect(make([good, good])).rejects.toThrow('two providers have the providerId "corp": rename one of them');
    const socialProviders = { github: { clientId: "a", clientSecret: "b" } };
    await expect(make({ ...good, providerId: "github" }, { socialProviders })).rejects.toThrow(
      'there is a provider "github" already, in socialProviders or by another plugin',
    );
  });
});
