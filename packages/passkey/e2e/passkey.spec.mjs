// A real browser with a virtual authenticator, against the packages as they are built.
import { expect, test } from "@playwright/test";
import { addAuthenticator } from "../../../tooling/e2e/virtual-authenticator.mjs";

let cdp;
let authenticatorId;

test.beforeEach(async ({ page }) => {
  ({ cdp, authenticatorId } = await addAuthenticator(page));
  await page.goto("/");
  await expect(page.locator("#who")).toHaveText("nobody");
});

const signUp = (page, email) =>
  page.evaluate((address) => client.signUp.email({ name: "A", email: address, password: "correct horse 1" }), email);
const addPasskey = (page, input = {}) => page.evaluate((given) => client.passkey.addPasskey(given), input);
const signIn = (page, input = {}) => page.evaluate((given) => client.signIn.passkey(given), input);
const signOut = async (page) => {
  await page.evaluate(() => client.signOut());
  await expect(page.locator("#who")).toHaveText("nobody");
};

test("register, sign out, sign in, rename, delete", async ({ page }) => {
  await signUp(page, "alice@example.com");
  const { data, error } = await addPasskey(page, { name: "Laptop" });
  expect(error).toBeNull();
  expect(data).toMatchObject({ name: "Laptop", transports: "internal" });
  await expect(page.locator("#passkeys")).toHaveText("Laptop");
  expect((await addPasskey(page)).error).toMatchObject({ message: "Previously registered" });

  await signOut(page);
  expect((await signIn(page)).data.user.email).toBe("alice@example.com");
  await expect(page.locator("#who")).toHaveText("alice@example.com");

  await page.evaluate((id) => client.passkey.updatePasskey({ id, name: "Desk" }), data.id);
  await expect(page.locator("#passkeys")).toHaveText("Desk");
  await page.evaluate((id) => client.passkey.deletePasskey({ id }), data.id);
  await expect(page.locator("#passkeys")).toHaveText("");
  await signOut(page);
  expect((await signIn(page)).error).toMatchObject({ status: 401, code: "PASSKEY_NOT_FOUND" });
});

test("sign up with a passkey alone, and sign in from the form's suggestions", async ({ page }) => {
  const made = await addPasskey(page, { context: "new@example.com", createSession: true });
  expect(made.data.user.email).toBe("new@example.com");
  await expect(page.locator("#who")).toHaveText("new@example.com");
  await signOut(page);
  const { data } = await signIn(page, { autoFill: true });
  expect(data.user.email).toBe("new@example.com");
});

test("somebody who does not want to, and an authenticator that was copied", async ({ page }) => {
  await signUp(page, "carol@example.com");
  expect((await addPasskey(page)).error).toBeNull();
  await signOut(page);
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  expect((await signIn(page)).error).toMatchObject({ message: "Auth cancelled", status: 400 });
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });

  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
  expect((await signIn(page)).error).toBeNull();
  await signOut(page);
  await cdp.send("WebAuthn.removeCredential", { authenticatorId, credentialId: credentials[0].credentialId });
  await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credentials[0], signCount: 0 } });
  expect((await signIn(page)).error).toMatchObject({ status: 400, code: "AUTHENTICATION_FAILED" });
  await expect(page.locator("#who")).toHaveText("nobody");
});
