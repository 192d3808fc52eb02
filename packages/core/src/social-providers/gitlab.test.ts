import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import { gitlab } from "./gitlab";

const options = { clientId: "client", clientSecret: "secret" };
const redirectURI = "https://app.example/callback";

afterEach(() => vi.unstubAllGlobals());

test("a GitLab of one's own is asked for everything", async () => {
  const requests = answerAsProvider({
    "https://git.example.com/oauth/token": { access_token: "a" },
    "https://git.example.com/api/v4/user": { id: 1, state: "active", username: "g", name: "G", email: "g@example.com" },
  });
  const provider = gitlab({ ...options, issuer: "https://git.example.com/" });
  const url = await provider.createAuthorizationURL({ state: "s", codeVerifier: "v", redirectURI });
  expect(url.href).toMatch(/^https:\/\/git\.example\.com\/oauth\/authorize\?/);
  await provider.validateAuthorizationCode({ code: "c", redirectURI });
  await provider.refreshAccessToken?.("r");
  expect(await provider.getUserInfo({ accessToken: "a" })).toMatchObject({ user: { name: "G" } });
  expect(requests).toHaveLength(3);
});

test.each(["http://git.example.com", "git.example.com", "ftp://git.example.com"])(
  "%s is refused at the start",
  (issuer) => {
    expect(() => gitlab({ ...options, issuer })).toThrow(`socialProviders.gitlab.issuer is "${issuer}"`);
  },
);

test.each(["http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"])("%s is this machine", (issuer) => {
  expect(() => gitlab({ ...options, issuer })).not.toThrow();
});
