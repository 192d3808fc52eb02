// One person with every way in and every second factor.
import { makeAuth, PASSWORD } from "../test-kit/index.ts";

export const email = "alice@example.com";
export const newEmail = "new@example.com";
export const OTP_TYPES = ["sign-in", "email-verification", "forget-password", "change-email"];

export const CHALLENGE = "better-auth.two_factor";
export const DEVICE = "better-auth.trust_device";
export const CEREMONY = "better-auth.better-auth-passkey";
export const SESSION = "better-auth.session_token";
export const STATE = "better-auth.state";
export const WAITING = "better-auth.provider_sign_in";

/**
 * Alice at her desk, where she is signed in.
 * @param {{ options: object, plugins: (send: (kind: string) => Function) => unknown[], makeKey: () => object }} settings
 *   `makeKey`: an authenticator
 */
export async function makePerson({ options, plugins, makeKey }) {
  const mails = [];
  const send = (kind) => async (mail) => void mails.push({ kind, secret: mail.token ?? mail.otp });
  const made = await makeAuth({
    ...options,
    emailAndPassword: { ...options.emailAndPassword, enabled: true, sendResetPassword: send("reset") },
    emailVerification: { sendVerificationEmail: send("verify") },
    user: {
      changeEmail: { enabled: true, sendChangeEmailConfirmation: send("confirm") },
      deleteUser: { enabled: true, sendDeleteAccountVerification: send("delete") },
    },
    account: { missingEmail: { page: "/complete-sign-up", sendVerificationEmail: send("proof for a provider") } },
    plugins: plugins(send),
  });
  const desk = made.browser("alice");
  await expectDone(desk.signUp());
  const { body } = await expectDone(desk.post("/two-factor/enable", { password: PASSWORD }));
  const key = makeKey();
  const begun = await desk.get("/passkey/generate-register-options");
  await expectDone(desk.post("/passkey/verify-registration", { response: key.create(begun.body) }));
  return {
    ...made,
    desk,
    key,
    makeKey,
    backupCodes: body.backupCodes,
    /** Another browser with the cookies of the desk. */
    atDesk: () => copyOf(made, desk),
    /** Does something that sends a mail, and gives back the secret in it. */
    async mailed(work) {
      const before = mails.length;
      await expectDone(work);
      for (let i = 0; i < 100 && mails.length === before; i++) await new Promise((resolve) => setTimeout(resolve, 5));
      if (mails.length !== before + 1) throw new Error(`Expected one mail, there were ${mails.length - before}.`);
      return mails.at(-1).secret;
    },
    /** A browser that owes the second step. */
    async pending() {
      const browser = made.browser("alice");
      await expectDone(browser.signIn());
      if (!browser.jar.has(CHALLENGE)) throw new Error("The sign-in owes nothing.");
      return browser;
    },
    /** A browser whose sign-in with a provider waits for an address. */
    async waiting(provider = "silent") {
      const browser = made.browser("b");
      const { body } = await expectDone(browser.post("/sign-in/social", { provider }));
      const state = new URL(body.url).searchParams.get("state");
      await expectDone(browser.get(`/callback/${provider}?code=good&state=${state}`));
      if (!browser.jar.has(WAITING)) throw new Error("The sign-in waits for nothing.");
      return browser;
    },
  };
}

/** An answer that something was done. */
export async function expectDone(work) {
  const answer = await work;
  if (!isDone(answer))
    throw new Error(`Expected to be done, was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

function copyOf({ browser }, original) {
  const copy = browser(original.name);
  for (const [name, value] of original.jar) copy.jar.set(name, value);
  return copy;
}

/** Whether something was done. A refusal is 4xx with a code, or leads to a page that is told of it. */
export function isDone({ status, body, headers }) {
  if (status >= 500) throw new Error(`answered ${status}`);
  if (status >= 400) {
    if (typeof body?.code !== "string") throw new Error(`answered ${status} without a code`);
    return false;
  }
  return !/[?&]error=/.test(headers.get("location") ?? "");
}
