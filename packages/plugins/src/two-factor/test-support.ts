import { type Browser, makeAuth, PASSWORD } from "test-kit";
import { expect } from "vitest";
import type { TwoFactorApi } from "./api-types";
import { codeAt, stepAt } from "./totp";
import { twoFactor } from "./two-factor";
import type { TwoFactorOptions } from "./types";

type AuthOptions = Parameters<typeof makeAuth>[0];

/** The secret of a URI, as an authenticator app reads it. */
export const secretIn = (uri: string) => `base32:${new URL(uri).searchParams.get("secret")}`;

/** The code that an authenticator app shows, some steps from now. */
export const codeOf = (uri: string, offset = 0, form = { digits: 6, period: 30 }) =>
  codeAt(secretIn(uri), stepAt(Date.now(), form) + offset, form);

/** An instance with the plugin, and what was sent. */
export async function make(options: TwoFactorOptions = {}, auth: AuthOptions = {}) {
  const sent: string[] = [];
  const { otpOptions, ...rest } = options;
  const sendOTP = ({ otp }: { otp: string }) => void sent.push(otp);
  const plugin = twoFactor({ ...rest, ...(otpOptions && { otpOptions: { sendOTP, ...otpOptions } }) });
  const made = await makeAuth({ ...auth, plugins: [plugin, ...(auth?.plugins ?? [])] });
  return {
    ...made,
    // The compiler sees a list of plugins, not which ones.
    auth: made.auth as typeof made.auth & { api: TwoFactorApi },
    sent,
    /** Somebody new who has an authenticator app, signed in. */
    async enrolled(name = "alice") {
      const browser = made.browser(name);
      await browser.signUp();
      const { body } = await browser.post("/two-factor/enable", { password: PASSWORD });
      if (options.skipVerificationOnEnable !== true) {
        // A step of the past, so that the present code is still there.
        const first = await browser.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI, -1) });
        expect(first.status).toBe(200);
      }
      return { browser, uri: body.totpURI as string, backupCodes: body.backupCodes as string[] };
    },
    /** Another browser that has done the first step. */
    async pending(name = "alice", method: (browser: Browser) => Promise<unknown> = (browser) => browser.signIn()) {
      const browser = made.browser(name);
      await method(browser);
      expect(browser.jar.has("better-auth.two_factor")).toBe(true);
      return browser;
    },
  };
}

/** Whether somebody is signed in there. */
export const isSignedIn = async (browser: Browser) => (await browser.session()) !== null;
