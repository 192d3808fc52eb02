import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import type { VercelOptions } from "../types";
import { vercel } from "./vercel";

afterEach(() => vi.unstubAllGlobals());

const exchange = { code: "c", codeVerifier: "v", redirectURI: "https://app.example/callback" };
const grant = { grant_type: "authorization_code", code: "c", code_verifier: "v", redirect_uri: exchange.redirectURI };

test.each<[string, Partial<VercelOptions>, object, string | null]>([
  ["in the body", { clientSecret: "secret" }, { client_id: "client", client_secret: "secret" }, null],
  [
    "in the header",
    { clientSecret: "secret", tokenEndpointAuth: { method: "client_secret_basic" } },
    {},
    `Basic ${btoa("client:secret")}`,
  ],
  ["not at all", {}, { client_id: "client" }, null],
])("the client shows its secret %s", async (_, options, client, authorization) => {
  const requests = answerAsProvider({ "https://api.vercel.com/login/oauth/token": { access_token: "at" } });
  await vercel({ clientId: "client", ...options }).validateAuthorizationCode(exchange);
  expect(Object.fromEntries(requests[0]?.body ?? [])).toEqual({ ...grant, ...client });
  expect(requests[0]?.headers.get("authorization")).toBe(authorization);
});
