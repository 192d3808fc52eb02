// @vitest-environment happy-dom
import { createAuthClient } from "@better-auth/client";
import { ORIGIN } from "test-kit";
import { describe, expect, it } from "vitest";
import { emailOTPClient } from "./client";
import { EMAIL_OTP_ERROR_CODES } from "./error-codes";

function make() {
  const sent: { method: string; path: string; body: unknown }[] = [];
  const client = createAuthClient({
    baseURL: ORIGIN,
    plugins: [emailOTPClient()],
    fetchOptions: {
      customFetchImpl: async (url, init) => {
        const path = new URL(String(url)).pathname.replace("/api/auth", "");
        const { method = "GET", body } = init ?? {};
        sent.push({ method, path, body: typeof body === "string" ? JSON.parse(body) : undefined });
        return Response.json(path === "/get-session" ? null : { success: true });
      },
    },
  });
  return { client, sent };
}

const email = "alice@example.com";

describe("the client", () => {
  it("calls every route", async () => {
    const { client, sent } = make();
    await client.emailOtp.sendVerificationOtp({ email, type: "sign-in" });
    await client.emailOtp.checkVerificationOtp({ email, type: "sign-in", otp: "1" });
    await client.emailOtp.verifyEmail({ email, otp: "1" });
    await client.signIn.emailOtp({ email, otp: "1", nick: "Al" });
    await client.emailOtp.requestPasswordReset({ email });
    await client.forgetPassword.emailOtp({ email });
    await client.emailOtp.resetPassword({ email, otp: "1", password: "better horse 2" });
    await client.emailOtp.requestEmailChange({ newEmail: email });
    await client.emailOtp.changeEmail({ newEmail: email, otp: "1" });
    expect(sent.filter(({ path }) => path !== "/get-session").map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /email-otp/send-verification-otp",
      "POST /email-otp/check-verification-otp",
      "POST /email-otp/verify-email",
      "POST /sign-in/email-otp",
      "POST /email-otp/request-password-reset",
      "POST /forget-password/email-otp",
      "POST /email-otp/reset-password",
      "POST /email-otp/request-email-change",
      "POST /email-otp/change-email",
    ]);
    expect(sent.find(({ path }) => path === "/sign-in/email-otp")?.body).toEqual({ email, otp: "1", nick: "Al" });
  });

  type Client = ReturnType<typeof make>["client"];
  const calls: [string, number, (client: Client) => Promise<unknown>][] = [
    ["signs in", 1, (client) => client.signIn.emailOtp({ email, otp: "1" })],
    ["verifies", 1, (client) => client.emailOtp.verifyEmail({ email, otp: "1" })],
    ["changes the address", 1, (client) => client.emailOtp.changeEmail({ newEmail: email, otp: "1" })],
    ["asks for a change", 0, (client) => client.emailOtp.requestEmailChange({ newEmail: email })],
    ["asks for a code", 0, (client) => client.emailOtp.sendVerificationOtp({ email, type: "sign-in" })],
  ];

  it.each(calls)("looks at the session again when it %s: %i times", async (_what, times, call) => {
    const { client, sent } = make();
    const end = client.useSession.subscribe(() => {});
    await new Promise((resolve) => setTimeout(resolve, 30));
    const before = sent.filter(({ path }) => path === "/get-session").length;
    await call(client);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent.filter(({ path }) => path === "/get-session").length - before).toBe(times);
    end();
  });

  it("names the refusals of the server", () => {
    expect(EMAIL_OTP_ERROR_CODES).toMatchObject({
      OTP_EXPIRED: { code: "OTP_EXPIRED", message: "OTP expired" },
      INVALID_OTP: { code: "INVALID_OTP", message: "Invalid OTP" },
      TOO_MANY_ATTEMPTS: { code: "TOO_MANY_ATTEMPTS", message: "Too many attempts" },
    });
  });
});
