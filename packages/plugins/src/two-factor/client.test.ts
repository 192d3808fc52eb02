// @vitest-environment happy-dom
import { createAuthClient } from "@better-auth/client";
import { describe, expect, it, vi } from "vitest";
import { twoFactorClient } from "./client";

/** A client whose server answers every call in one way. */
function makeClient(answer: unknown, options?: Parameters<typeof twoFactorClient>[0]) {
  const requests: string[] = [];
  const client = createAuthClient({
    baseURL: "http://localhost:3000",
    plugins: [twoFactorClient(options)],
    fetchOptions: {
      customFetchImpl: async (input, init) => {
        const request = new Request(input, init);
        requests.push(`${request.method} ${new URL(request.url).pathname}`);
        return Response.json(answer);
      },
    },
  });
  return { client, requests };
}

const owed = { twoFactorRedirect: true, twoFactorMethods: ["totp"] };
const signIn = { email: "alice@example.com", password: "correct horse 1" };

describe("the client", () => {
  it("says that a second step is wanted, and which", async () => {
    const onTwoFactorRedirect = vi.fn();
    const { client } = makeClient(owed, { onTwoFactorRedirect });
    expect((await client.signIn.email(signIn)).data).toEqual(owed);
    expect(onTwoFactorRedirect).toHaveBeenCalledExactlyOnceWith({ twoFactorMethods: ["totp"] });
  });

  it("goes to the page of the second step", async () => {
    const { client } = makeClient(owed, { twoFactorPage: "/two-factor" });
    const href = vi.spyOn(window.location, "href", "set").mockImplementation(() => {});
    await client.signIn.email(signIn);
    expect(href).toHaveBeenCalledExactlyOnceWith("/two-factor");
    href.mockRestore();
  });

  it("leaves the way there to the application's function", async () => {
    const onTwoFactorRedirect = vi.fn();
    const { client } = makeClient(owed, { twoFactorPage: "/two-factor", onTwoFactorRedirect });
    const href = vi.spyOn(window.location, "href", "set").mockImplementation(() => {});
    await client.signIn.email(signIn);
    expect(onTwoFactorRedirect).toHaveBeenCalledOnce();
    expect(href).not.toHaveBeenCalled();
    href.mockRestore();
  });

  it("stays where it is when none is wanted, or nothing is said about it", async () => {
    const href = vi.spyOn(window.location, "href", "set").mockImplementation(() => {});
    const onTwoFactorRedirect = vi.fn();
    await makeClient({ token: "x" }, { twoFactorPage: "/x", onTwoFactorRedirect }).client.signIn.email(signIn);
    await makeClient(owed).client.signIn.email(signIn);
    expect(href).not.toHaveBeenCalled();
    expect(onTwoFactorRedirect).not.toHaveBeenCalled();
    href.mockRestore();
  });

  it("calls the routes of the plugin, with a body or without", async () => {
    const { client, requests } = makeClient({});
    const { twoFactor } = client;
    await twoFactor.enable({ password: "x" });
    await twoFactor.enable();
    await twoFactor.disable();
    await twoFactor.getTotpUri();
    await twoFactor.verifyTotp({ code: "1" });
    await twoFactor.verifyTOTP({ code: "1", trustDevice: true });
    await twoFactor.sendOtp();
    await twoFactor.verifyOtp({ code: "1" });
    await twoFactor.verifyBackupCode({ code: "1" });
    await twoFactor.generateBackupCodes();
    expect(requests).toEqual(
      [
        "enable",
        "enable",
        "disable",
        "get-totp-uri",
        "verify-totp",
        "verify-totp",
        "send-otp",
        "verify-otp",
        "verify-backup-code",
        "generate-backup-codes",
      ].map((path) => `POST /api/auth/two-factor/${path}`),
    );
  });
});
