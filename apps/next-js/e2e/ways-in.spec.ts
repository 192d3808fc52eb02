import type { Page } from "@playwright/test";
import { addAuthenticator } from "../../../tooling/e2e/virtual-authenticator.mjs";
import { ageSignIns } from "./database.ts";
import { followMail, readMailedCode } from "./outbox.ts";
import { newPerson, signOut, signOutToForm, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const onDashboard = (page: Page) => expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();
const mainAlert = (page: Page) => page.getByRole("main").getByRole("alert");

async function askForMail(page: Page, email: string, button: string): Promise<void> {
  await page.getByRole("link", { name: "Link or code by mail" }).click();
  await expect(page.getByRole("heading", { name: "Sign in by mail" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
}

test("a username is chosen at sign-up or in the profile, and signs in", async ({ page, openBrowser }) => {
  const person = newPerson();
  const name = `Ada_${person.email.slice(4, 12)}`;
  await signUp(page, person);
  await page.goto("/profile");
  await page.getByLabel("Username").fill("no spaces");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/Letters from a to z/);
  await page.getByLabel("Username").fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await signOutToForm(page);
  await page.getByLabel("E-mail or username").fill(name.toUpperCase());
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await onDashboard(page);

  const other = await openBrowser();
  await other.goto("/sign-up");
  await other.getByLabel("Name", { exact: true }).fill("Bob");
  await other.getByLabel("E-mail").fill(newPerson().email);
  await other.getByLabel("Username").fill(name);
  await other.getByLabel("Password").fill("correct horse battery");
  await other.getByRole("button", { name: "Create account" }).click();
  await expect(other.getByLabel("Username")).toHaveAccessibleDescription(/already taken/);
  await other.getByLabel("Username").fill(`${name}.2`);
  await other.getByLabel("Password").fill("correct horse battery");
  await other.getByRole("button", { name: "Create account" }).click();
  await onDashboard(other);
});

test("a link in a mail signs in once, and leads to where it was asked for", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);
  await page.goto("/sessions");
  await askForMail(page, person.email, "Mail me a link");
  const tab = await page.context().newPage();
  const link = await followMail(tab, person.email, "Your link to sign in");
  await expect(tab).toHaveURL("/sessions");
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus"))); // somebody comes back to the page that waits
    await expect(page).toHaveURL("/sessions", { timeout: 1000 });
  }).toPass();

  const other = await openBrowser();
  await other.goto(link);
  await expect(other).toHaveURL(/\/sign-in\/mail\?/);
  await expect(mainAlert(other)).toContainText("Each works once");
});

test("a code in a mail signs in; a wrong one is refused in place", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);
  await page.goto("/sign-in");
  await askForMail(page, person.email, "Mail me a code");
  const code = await readMailedCode(page, person.email, "Your code to sign in");
  await page.getByLabel("Code").fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/Invalid/);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await onDashboard(page);
});

test("somebody unknown hears the same, and a link tells only whoever reads the mail", async ({ page }) => {
  const { email } = newPerson();
  await page.goto("/sign-in");
  await askForMail(page, email, "Mail me a link");
  await followMail(page, email, "Your link to sign in");
  await expect(mainAlert(page)).toContainText("Nobody has an account with this address.");
  await mainAlert(page).getByRole("link", { name: "Create one" }).click();
  await expect(page).toHaveURL("/sign-up");
});

test("a passkey: added, renamed, offered by the form, used by the button, removed", async ({ page }) => {
  await addAuthenticator(page);
  const person = newPerson();
  await signUp(page, person);
  await followMail(page, person.email, "Is this your address?");
  await page.goto("/security");
  const items = page.getByRole("list", { name: "Passkeys" }).getByRole("listitem");
  ageSignIns(person.email, 2);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("You signed in more than a day ago.")).toBeVisible();
  ageSignIns(person.email, 0);
  await page.reload();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("The passkey is added.")).toBeFocused();
  await expect(items).toHaveCount(1);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("This device already has a passkey of yours.")).toBeVisible();

  await items.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("New name").fill("My laptop");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(items).toContainText("My laptop");

  // The form's suggestions: the authenticator says yes as soon as it is asked.
  const answered = page.waitForResponse("**/api/auth/passkey/verify-authentication");
  await signOut(page);
  expect((await answered).status()).toBe(200);
  await expect(page).not.toHaveURL(/\/sign-in/);

  // The button, in a browser whose form offers nothing.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await page.goto("/security");
  await signOutToForm(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await onDashboard(page);

  await page.goto("/security");
  await items.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(items).toHaveCount(0);
  await signOut(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(mainAlert(page)).toContainText("Nobody here has this passkey");
});
