import { expect, it } from "vitest";
import { linkSocial, locationOf, makeSocial, signInSocial } from "../test-support/social";

/** Lower-cased as Unicode has it, this is "kate@example.com". */
const KELVIN = "\u212Aate@example.com";

it("an address with a Kelvin sign is another mailbox, which signs in and links nobody", async () => {
  const { auth, browser, fake, rows } = await makeSocial();
  const kate = browser("kate");
  await kate.signUp();
  await (await auth.$context).internalAdapter.updateUserByEmail("kate@example.com", { emailVerified: true });
  fake.person = { sub: "9", name: "Mallory", email: KELVIN, email_verified: true };
  const mallory = browser("mallory");
  expect(locationOf(await signInSocial(mallory))).toBe("/sorry?error=email_not_found");
  expect(await mallory.session()).toBeNull();
  expect(locationOf(await linkSocial(kate))).toBe("/sorry?error=email_does_not_match");
  expect(rows("select * from account where providerId = 'fake'")).toEqual([]);
});
