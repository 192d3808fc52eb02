import { afterEach, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider, unsignedIdToken } from "../test-support/provider-answers";

const options = { clientId: "client", clientSecret: "secret" };
const claims = { sub: "U1", aud: "client", nonce: "n", name: "Lin", email: "lin@example.com" };

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["LINE takes", () => Response.json(claims), 200],
  ["is for another channel", () => Response.json({ ...claims, aud: "other" }), 401],
  ["has another nonce", () => Response.json({ ...claims, nonce: "m" }), 401],
  ["LINE refuses", () => Response.json({ error: "invalid_request" }, { status: 400 }), 401],
  ["nobody can be asked about", () => Promise.reject(new TypeError("network")), 401],
])("an ID token of a page that %s", async (_, verdict, status) => {
  const { browser } = await makeAuth({ socialProviders: { line: options } });
  const requests = answerAsProvider({ "https://api.line.me/oauth2/v2.1/verify": verdict });
  const idToken = { token: unsignedIdToken(claims), nonce: "n" };
  expect((await browser().post("/sign-in/social", { provider: "line", idToken })).status).toBe(status);
  expect(Object.fromEntries(requests[0]?.body ?? [])).toEqual({
    id_token: idToken.token,
    client_id: "client",
    nonce: "n",
  });
});
