// Each secret that can be handed to somebody.
import {
  CEREMONY,
  CHALLENGE,
  DEVICE,
  email,
  expectDone,
  newEmail,
  OTP_TYPES,
  SESSION,
  STATE,
  WAITING,
} from "./person.mjs";

/** The value of a cookie without its signature. */
const unsigned = (cookie) => decodeURIComponent(cookie).replace(/\.[^.]*$/, "");

async function verifyAddress({ auth, desk }) {
  const { user } = await desk.session();
  await (await auth.$context).internalAdapter.updateUser(user.id, { emailVerified: true });
}

/**
 * How each secret comes to be: what it is, and what else of it somebody may try. `state` is what its own door needs besides.
 * @type {Record<string, (person: object) => Promise<{ secret: string, parts?: string[], state?: unknown }>>}
 */
export const SECRETS = {
  "reset token": async ({ desk, mailed }) => ({
    secret: await mailed(desk.post("/request-password-reset", { email })),
  }),
  "verification link": async ({ desk, mailed }) => ({
    secret: await mailed(desk.post("/send-verification-email", { email })),
  }),
  "confirmation link of a new address": async (person) => {
    await verifyAddress(person);
    return { secret: await person.mailed(person.desk.post("/change-email", { newEmail })) };
  },
  "link to a new address": async (person) => {
    await verifyAddress(person);
    const { desk, mailed } = person;
    const confirmation = await mailed(desk.post("/change-email", { newEmail }));
    return { secret: await mailed(desk.get(`/verify-email?token=${confirmation}`)) };
  },
  "link to a new address of somebody unproven": async ({ desk, mailed }) => ({
    secret: await mailed(desk.post("/change-email", { newEmail })),
  }),
  "delete-account link": async ({ desk, mailed }) => ({ secret: await mailed(desk.post("/delete-user")) }),
  "magic link": async ({ desk, mailed }) => ({ secret: await mailed(desk.post("/sign-in/magic-link", { email })) }),
  ...Object.fromEntries(
    OTP_TYPES.map((type) => [
      `mailed code, ${type}`,
      async ({ desk, mailed }) => ({
        secret: await mailed(
          type === "change-email"
            ? desk.post("/email-otp/request-email-change", { newEmail })
            : desk.post("/email-otp/send-verification-otp", { email, type }),
        ),
      }),
    ]),
  ),
  "challenge cookie": async ({ pending }) => {
    const secret = (await pending()).jar.get(CHALLENGE);
    return { secret, parts: [unsigned(secret), unsigned(secret).replace("2fa-", "")] };
  },
  "sent code": async ({ pending, mailed }) => {
    const phone = await pending();
    return { secret: await mailed(phone.post("/two-factor/send-otp")), state: phone };
  },
  "backup code": async ({ backupCodes }) => ({ secret: backupCodes.pop() }),
  "trusted-device cookie": async ({ pending, backupCodes }) => {
    const phone = await pending();
    await expectDone(phone.post("/two-factor/verify-backup-code", { code: backupCodes.pop(), trustDevice: true }));
    const secret = phone.jar.get(DEVICE);
    return { secret, parts: [unsigned(secret), ...unsigned(secret).split("!")] };
  },
  "challenge of a new passkey": (person) => beginCeremony(person, "register"),
  "challenge of a sign-in by passkey": (person) => beginCeremony(person, "authenticate"),
  "state of a sign-in at a provider": async ({ browser }) => {
    const begun = browser("b");
    const { body } = await expectDone(begun.post("/sign-in/social", { provider: "fake" }));
    const secret = new URL(body.url).searchParams.get("state");
    return { secret, parts: [`auth-state:${secret}`, begun.jar.get(STATE)], state: begun };
  },
  "cookie of a sign-in that waits for an address": async ({ waiting }) => {
    const secret = (await waiting()).jar.get(WAITING);
    return { secret, parts: [unsigned(secret), ...unsigned(secret).split(/[.:]/)] };
  },
  "proof of an address for a provider": async ({ waiting, mailed }) => {
    const begun = await waiting();
    const secret = await mailed(begun.post("/sign-in/social/email", { email: newEmail }));
    return { secret, parts: [`provider-sign-in:${secret}`], state: begun };
  },
  "session cookie": async ({ desk }) => {
    const secret = desk.jar.get(SESSION);
    return { secret, parts: [unsigned(secret)] };
  },
};

async function beginCeremony({ atDesk }, ceremony) {
  const browser = atDesk();
  const { body } = await expectDone(browser.get(`/passkey/generate-${ceremony}-options`));
  const secret = browser.jar.get(CEREMONY);
  return { secret, parts: [unsigned(secret), body.challenge], state: body };
}
