import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { appCode } from "./authenticator.ts";
import { followMail, readMailedCode } from "./outbox.ts";
import { fillSignIn, newPerson, type Person, signOutToForm, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const heading = { name: "Two-factor" };
const card = (page: Page) => page.getByRole("region", heading);
const devices = (page: Page) => page.getByRole("list", { name: "Trusted devices" }).getByRole("listitem");

async function signUpVerified(page: Page): Promise<Person> {
  const person = newPerson();
  await signUp(page, person);
  await followMail(page, person.email, "Is this your address?");
  await page.goto("/security");
  return person;
}

/** The first step of a sign-in. */
async function beginSignIn(page: Page, person: Person): Promise<void> {
  await fillSignIn(page, person);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const onDashboard = (page: Page) => expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();

test("with an authenticator app: set up, backup codes, a trusted device, and off again", async ({
  page,
  openBrowser,
}) => {
  const person = await signUpVerified(page);
  await card(page).getByLabel("Your password").fill("not the password");
  await card(page).getByRole("button", { name: "Use an authenticator app" }).click();
  await expect(card(page).getByLabel("Your password")).toHaveAccessibleDescription("Invalid password");
  await card(page).getByLabel("Your password").fill(person.password);
  await card(page).getByRole("button", { name: "Use an authenticator app" }).click();

  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  const uri = new URL((await page.getByRole("link", { name: "Open it there" }).getAttribute("href")) as string);
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/Better%20Auth%20demo:/);
  const secret = uri.searchParams.get("secret") as string;
  await page.getByLabel("The code that the app shows").fill(appCode(secret) === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByLabel("The code that the app shows")).toHaveAccessibleDescription("Invalid code");
  const shown = appCode(secret);
  await page.getByLabel("The code that the app shows").fill(`${shown.slice(0, 3)} ${shown.slice(3)}`);
  await page.getByRole("button", { name: "Turn it on" }).click();

  await expect(page.getByRole("heading", { name: "Keep your backup codes" })).toBeFocused();
  const codes = await page.getByRole("list", { name: "Backup codes" }).getByRole("listitem").allInnerTexts();
  expect(codes).toHaveLength(10);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("backup-codes.txt");
  const file = await readFile(await (await download).path(), "utf8");
  for (const code of codes) expect(file).toContain(code);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(card(page)).toContainText("10 backup codes are left.");

  // The app, and this browser is trusted from now on.
  await signOutToForm(page);
  await beginSignIn(page, person);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expect(page.getByLabel("Code")).toBeFocused();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription("It is in your authenticator app.");
  await page.getByLabel("Code").fill(appCode(secret, 1));
  await page.getByLabel("Trust this device").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await onDashboard(page);
  await signOutToForm(page);
  await beginSignIn(page, person);
  await onDashboard(page);

  // A backup code, once, in another browser, which leads to where the sign-in was to lead.
  const other = await openBrowser();
  await other.goto("/security");
  await beginSignIn(other, person);
  await other.getByRole("button", { name: "Use a backup code" }).click();
  await other.getByLabel("Backup code").fill("aaaaa-aaaaa");
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByLabel("Backup code")).toHaveAccessibleDescription(/Invalid/);
  await other.getByLabel("Backup code").fill(codes[0] as string);
  await other.getByLabel("Trust this device").check();
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL("/security");
  await expect(card(other)).toContainText("9 backup codes are left.");

  // Either browser shows both; forgetting one asks it again.
  await expect(devices(other)).toHaveCount(2);
  await expect(devices(other).filter({ hasText: "this browser" })).toHaveCount(1);
  await expect(devices(other).first()).toContainText("Chrome on Linux");
  await devices(other).filter({ hasNotText: "this browser" }).getByRole("button", { name: "Forget it" }).click();
  await expect(devices(other)).toHaveCount(1);
  await signOutToForm(page);
  await beginSignIn(page, person);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();

  await other.getByText("New backup codes, or turn it off").click();
  await other.getByLabel("Your password").fill(person.password);
  await other.getByRole("button", { name: "Turn it off" }).click();
  await expect(other.getByText("Two-factor is off.")).toBeVisible();
  await expect(other.getByRole("heading", { name: "Trusted devices" })).toBeHidden();
});

test("with codes by mail: a magic link then asks for it as well", async ({ page }) => {
  const person = await signUpVerified(page);
  await card(page).getByLabel("Your password").fill(person.password);
  await card(page).getByRole("button", { name: "Use codes by mail" }).click();
  await expect(page.getByRole("heading", { name: "Keep your backup codes" })).toBeFocused();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(card(page)).toContainText("a code by mail or a backup code");

  await signOutToForm(page);
  await beginSignIn(page, person);
  await page.getByRole("button", { name: "Mail me a code" }).click();
  await page.getByLabel("Code").fill(await readMailedCode(page, person.email, "Your code for the second step"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await onDashboard(page);

  await signOutToForm(page);
  // The link leads to the second step, and that to where the sign-in was to lead.
  await page.goto("/sign-in/mail?from=/security");
  await expect(page.getByRole("heading", { name: "Sign in by mail" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
  await followMail(page, person.email, "Your link to sign in");
  await expect(page).toHaveURL(/\/two-factor\?.*callbackURL=/);
  await page.getByRole("button", { name: "Mail me a code" }).click();
  await page.getByLabel("Code").fill(await readMailedCode(page, person.email, "Your code for the second step"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/security");
});

test("without a first step there is no second one", async ({ page }) => {
  await page.goto("/two-factor");
  await expect(page.getByRole("heading", { name: "No sign-in is waiting" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
});
