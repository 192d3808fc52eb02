import { expect, test } from "vitest";
import { reddit } from "./reddit";

const options = { clientId: "client", clientSecret: "secret" };

test("a refresh token is asked for with the duration", async () => {
  const request = { state: "s", codeVerifier: "v", redirectURI: "https://app.example/callback" };
  const url = await reddit({ ...options, duration: "permanent" }).createAuthorizationURL(request);
  expect(url.searchParams.get("duration")).toBe("permanent");
  expect((await reddit(options).createAuthorizationURL(request)).searchParams.has("duration")).toBe(false);
});
