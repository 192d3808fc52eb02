import { expect, test } from "vitest";
import { discord } from "./discord";

const options = { clientId: "client", clientSecret: "secret" };

test.each([
  [{ permissions: 8, scope: ["bot"] }, "8"],
  [{ permissions: 0, scope: ["bot"] }, "0"],
  [{ permissions: 8 }, null],
  [{ scope: ["bot"] }, null],
])("with %j the permissions asked for are %s", async (more, permissions) => {
  const request = { state: "s", codeVerifier: "v", redirectURI: "https://app.example/callback" };
  const url = await discord({ ...options, ...more }).createAuthorizationURL(request);
  expect(url.searchParams.get("permissions")).toBe(permissions);
});
