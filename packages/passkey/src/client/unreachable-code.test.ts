// @vitest-environment happy-dom
import { BetterFetchError, createAuthClient } from "@better-auth/client";
import { ORIGIN } from "test-kit";
import { expect, it, vi } from "vitest";
import { passkeyClient } from "./passkey-client";

vi.mock("./ceremony", () => {
  throw new TypeError("Failed to fetch dynamically imported module");
});

const client = createAuthClient({
  baseURL: ORIGIN,
  plugins: [passkeyClient()],
  fetchOptions: { customFetchImpl: async () => Response.json({ challenge: "abcd" }) },
});

it("is an error of the call where the browser cannot load what talks to the authenticator", async () => {
  for (const call of [client.signIn.passkey(), client.passkey.addPasskey()]) {
    expect(await call).toMatchObject({
      data: null,
      error: { status: 0, statusText: "NetworkError", message: expect.any(String) },
    });
  }
  await expect(client.signIn.passkey({}, { throw: true })).rejects.toBeInstanceOf(BetterFetchError);
});
