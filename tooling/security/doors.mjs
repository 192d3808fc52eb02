// Every place that takes a secret.
import {
  CEREMONY,
  CHALLENGE,
  DEVICE,
  email,
  expectDone,
  isDone,
  newEmail,
  OTP_TYPES,
  SESSION,
  STATE,
  WAITING,
} from "./person.mjs";
import { SECRETS } from "./secrets.mjs";

const password = "better horse 2";

/** Types a code of the second step, in the browser that it was sent for or in one where another was sent. */
async function typeCode({ pending, mailed }, method, code, phone) {
  const browser = phone ?? (await pending());
  if (method === "otp" && !phone) await mailed(browser.post("/two-factor/send-otp"));
  return isDone(await browser.post(`/two-factor/verify-${method}`, { code }));
}

/** Answers a ceremony with a text as its cookie. */
async function answerCeremony({ atDesk, key, makeKey }, ceremony, cookie, begunElsewhere) {
  const browser = atDesk();
  const begun = await expectDone(browser.get(`/passkey/generate-${ceremony}-options`));
  browser.jar.set(CEREMONY, cookie);
  const { challenge } = begunElsewhere ?? begun.body;
  return ceremony === "register"
    ? isDone(
        await browser.post("/passkey/verify-registration", {
          response: makeKey().create({ ...begun.body, challenge }),
        }),
      )
    : isDone(await browser.post("/passkey/verify-authentication", { response: key.get({ ...begun.body, challenge }) }));
}

const query = (text) => encodeURIComponent(text);
const LINKS = Object.keys(SECRETS).filter((kind) => /^(verification|confirmation) link|^link /.test(kind));
const otp = (type) => [`mailed code, ${type}`];

/**
 * Every place that takes a secret: the kinds that are for it, and whether it took one. `state` is that of a secret of its own
 * kind, or of another ceremony.
 * @type {Record<string, { takes: string[], redeem: (person: object, text: string, state?: unknown) => Promise<boolean> }>}
 */
export const DOORS = {
  "POST /reset-password": {
    takes: ["reset token"],
    redeem: async ({ browser }, token) =>
      isDone(await browser("b").post("/reset-password", { token, newPassword: password })),
  },
  "GET /verify-email": {
    takes: LINKS,
    redeem: async ({ atDesk }, token) => isDone(await atDesk().get(`/verify-email?token=${query(token)}`)),
  },
  "POST /delete-user": {
    takes: ["delete-account link"],
    redeem: async ({ atDesk }, token) => isDone(await atDesk().post("/delete-user", { token })),
  },
  "GET /delete-user/callback": {
    takes: ["delete-account link"],
    redeem: async ({ atDesk }, token) => isDone(await atDesk().get(`/delete-user/callback?token=${query(token)}`)),
  },
  "GET /magic-link/verify": {
    takes: ["magic link"],
    redeem: async ({ browser }, token) => isDone(await browser("b").get(`/magic-link/verify?token=${query(token)}`)),
  },
  "POST /sign-in/email-otp": {
    takes: otp("sign-in"),
    redeem: async ({ browser }, code) => isDone(await browser("b").post("/sign-in/email-otp", { email, otp: code })),
  },
  "POST /email-otp/verify-email": {
    takes: otp("email-verification"),
    redeem: async ({ browser }, code) =>
      isDone(await browser("b").post("/email-otp/verify-email", { email, otp: code })),
  },
  "POST /email-otp/reset-password": {
    takes: otp("forget-password"),
    redeem: async ({ browser }, code) =>
      isDone(await browser("b").post("/email-otp/reset-password", { email, otp: code, password })),
  },
  "POST /email-otp/change-email": {
    takes: otp("change-email"),
    redeem: async ({ atDesk }, code) => isDone(await atDesk().post("/email-otp/change-email", { newEmail, otp: code })),
  },
  ...Object.fromEntries(
    OTP_TYPES.filter((type) => type !== "change-email").map((type) => [
      `POST /email-otp/check-verification-otp, ${type}`,
      {
        takes: otp(type),
        redeem: async ({ browser }, code) =>
          isDone(await browser("b").post("/email-otp/check-verification-otp", { email, type, otp: code })),
      },
    ]),
  ),
  "the cookie of the second step": {
    takes: ["challenge cookie"],
    async redeem({ browser, backupCodes }, cookie) {
      const b = browser("b");
      b.jar.set(CHALLENGE, cookie);
      return isDone(await b.post("/two-factor/verify-backup-code", { code: backupCodes.at(-1) }));
    },
  },
  "POST /two-factor/verify-otp": {
    takes: ["sent code"],
    redeem: (person, code, phone) => typeCode(person, "otp", code, phone),
  },
  "POST /two-factor/verify-totp": { takes: [], redeem: (person, code) => typeCode(person, "totp", code) },
  "POST /two-factor/verify-backup-code": {
    takes: ["backup code"],
    redeem: (person, code) => typeCode(person, "backup-code", code),
  },
  "the cookie of a trusted device": {
    takes: ["trusted-device cookie"],
    async redeem({ browser }, cookie) {
      const b = browser("alice");
      b.jar.set(DEVICE, cookie);
      const { body } = await expectDone(b.signIn());
      return body.twoFactorRedirect !== true;
    },
  },
  "POST /passkey/verify-registration": {
    takes: ["challenge of a new passkey"],
    redeem: (person, cookie, begun) => answerCeremony(person, "register", cookie, begun),
  },
  "POST /passkey/verify-authentication": {
    takes: ["challenge of a sign-in by passkey"],
    redeem: (person, cookie, begun) => answerCeremony(person, "authenticate", cookie, begun),
  },
  "GET /callback/fake": {
    takes: ["state of a sign-in at a provider"],
    async redeem({ browser }, state, begun) {
      const b = begun ?? browser("b");
      if (!begun) {
        await expectDone(b.post("/sign-in/social", { provider: "fake" }));
        b.jar.set(STATE, state);
      }
      return isDone(await b.get(`/callback/fake?code=good&state=${query(state)}`));
    },
  },
  "the cookie of a sign-in that waits for an address": {
    takes: ["cookie of a sign-in that waits for an address"],
    async redeem({ browser }, cookie) {
      const b = browser("b");
      b.jar.set(WAITING, cookie);
      return isDone(await b.post("/sign-in/social/email", { email: newEmail }));
    },
  },
  "GET /sign-in/social/email/callback": {
    takes: ["proof of an address for a provider"],
    async redeem({ waiting, mailed }, token, begun) {
      // With another account: of one account one sign-in waits.
      const b = begun ?? (await waiting("discreet"));
      if (!begun) await mailed(b.post("/sign-in/social/email", { email: newEmail }));
      return isDone(await b.get(`/sign-in/social/email/callback?token=${query(token)}`));
    },
  },
  "the cookie of the session": {
    takes: ["session cookie"],
    async redeem({ browser }, cookie) {
      const b = browser("b");
      b.jar.set(SESSION, cookie);
      return (await b.session()) !== null;
    },
  },
};
