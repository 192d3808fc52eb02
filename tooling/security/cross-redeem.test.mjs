// Every secret of the core and of the sign-in plugins, at every door but its own. Here, because plugins that are packages of
// their own do not know each other.
import { passkey } from "@better-auth/passkey";
import { emailOTP, magicLink, twoFactor, username } from "@better-auth/plugins";
import { describe, expect, it } from "vitest";
import { SoftwareAuthenticator } from "../../packages/passkey/src/software-authenticator.ts";
import { cheapPasswords, fakeProvider, memoryStorage } from "../test-kit/index.ts";
import { DOORS } from "./doors.mjs";
import { makePerson } from "./person.mjs";
import { SECRETS } from "./secrets.mjs";

/** In what form secrets are stored, and where. */
const FORMS = {
  "as they are": { stored: "plain", verification: { storeIdentifier: "plain", disableCleanup: true } },
  "by default": {},
  "in a secondary storage": { storage: memoryStorage },
};

/** A provider whose only person nobody here knows, and who may keep their address to themselves. */
function provider(id, email) {
  const fake = fakeProvider(id);
  fake.person = { sub: "1", email, email_verified: email !== undefined };
  return fake.plugin;
}

async function make({ stored, storage, ...options }) {
  const secondaryStorage = storage?.();
  const person = await makePerson({
    options: { ...options, emailAndPassword: { password: cheapPasswords }, ...(storage && { secondaryStorage }) },
    makeKey: () => new SoftwareAuthenticator(),
    plugins: (send) => [
      username(),
      magicLink({ sendMagicLink: send("magic link"), ...(stored && { storeToken: stored }) }),
      emailOTP({
        sendVerificationOTP: send("mailed code"),
        changeEmail: { enabled: true },
        otpLength: 12,
        allowedAttempts: 1000,
        ...(stored && { storeOTP: stored }),
      }),
      twoFactor({
        skipVerificationOnEnable: true,
        accountLockout: { enabled: false },
        otpOptions: { sendOTP: send("sent code"), digits: 8, ...(stored && { storeOTP: stored }) },
      }),
      passkey(),
      provider("fake", "somebody@example.com"),
      provider("silent"),
      provider("discreet"),
    ],
  });
  const { rows } = person;
  const read = (table) => rows(`select * from "${table}" order by id`);
  const sessions = () =>
    secondaryStorage.keys().filter((key) => secondaryStorage.entries.get(key).value.includes("token"));
  return {
    ...person,
    /** What nobody changes with a secret that is for something else. */
    state: () => ({
      rows: ["user", "account", "passkey", "twoFactor"].map(read),
      sessions: storage ? sessions() : read("session"),
    }),
    /** The names under which secrets are stored. */
    names: () => (storage ? secondaryStorage.keys() : read("verification").map(({ identifier }) => identifier)),
  };
}

describe.each(Object.entries(FORMS))("secrets that are stored %s", (_, form) => {
  it.each(Object.keys(SECRETS))("open no other door (advisory 17): %s", { timeout: 30_000 }, async (kind) => {
    const own = Object.entries(DOORS).filter(([, { takes }]) => takes.includes(kind));
    const others = Object.entries(DOORS).filter(([, { takes }]) => !takes.includes(kind));
    expect(own.length).toBeGreaterThan(0);
    for (const [name, { redeem }] of own) {
      const control = await make(form);
      const { secret, state } = await SECRETS[kind](control);
      expect(await redeem(control, secret, state), `control: ${name}`).toBe(true);
    }

    const person = await make(form);
    const before = new Set(person.names());
    const { secret, parts = [], state } = await SECRETS[kind](person);
    const names = person.names().filter((name) => !before.has(name));
    const unchanged = person.state();
    expect(unchanged.sessions.length).toBeGreaterThan(0);
    // The answer of an authenticator is to the challenge of the other ceremony, too.
    const ceremony = kind.startsWith("challenge of") ? state : undefined;
    for (const text of new Set([secret, ...parts, ...names])) {
      for (const [name, { redeem }] of others) {
        expect(
          await redeem(person, text, name.includes("/passkey/") ? ceremony : undefined),
          `${text} at ${name}`,
        ).toBe(false);
      }
    }
    expect(person.state()).toEqual(unchanged);
    // Still good, so that what was refused was refused for where it was; a ceremony ends with its first answer.
    if (ceremony === undefined) expect(await own[0][1].redeem(person, secret, state)).toBe(true);
  });
});
