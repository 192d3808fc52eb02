// Every page and state, in both themes, on a desktop and on a phone: axe finds nothing, and nothing is cut off, not even at
// 320 pixels, which is also a desktop at 400 %. The pictures go to screenshots/.

import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addAuthenticator } from "../../../tooling/e2e/virtual-authenticator.mjs";
import { appCode } from "./authenticator.ts";
import { outboxFile, withoutTable } from "./database.ts";
import { followMail, openMail } from "./outbox.ts";
import { fillSignIn, fillSignUp, newPerson, type Person, signIn, signOutToForm, signUp } from "./person.ts";
import { chooseSomebody, continueAs } from "./provider.ts";
import { expect, test } from "./test.ts";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
const desktop = { width: 1280, height: 800 };
const phone = { width: 375, height: 740 };
/** As little room as WCAG 1.4.10 asks for, a desktop at 200 %, and just enough for the pages in the header. */
const narrow = [
  { width: 320, height: 640 },
  { width: 640, height: 400 },
  { width: 705, height: 400 },
];

test.setTimeout(240_000);

async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const [size, viewport] of [["desktop", desktop] as const, ["phone", phone] as const]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${folder}${name}-${size}-${colorScheme}.png`, fullPage: true });
      // Each theme and each width once: what it finds takes most of the time.
      if ((size === "desktop") === (colorScheme === "light")) await expectNoViolations(page, `${name}, ${size}`);
    }
    await expectNothingCutOff(page, name, viewport.width);
  }
  for (const viewport of narrow) {
    await page.setViewportSize(viewport);
    await expectNothingCutOff(page, name, viewport.width);
  }
  await page.setViewportSize(desktop);
}

async function expectNoViolations(page: Page, name: string): Promise<void> {
  await expect(page).toHaveTitle(/(Better Auth demo|Test provider)$/); // Next puts it in again after it has rendered again
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  expect(found, name).toEqual([]);
}

async function expectNothingCutOff(page: Page, name: string, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}`).toBeLessThanOrEqual(
    width,
  );
}

const longPerson = (): Person => {
  const person = newPerson("Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh the Second");
  return { ...person, email: `an.address.that.is.as.long.as.they.come.${person.email}` };
};

test("pages for visitors", async ({ page, openBrowser }) => {
  const taken = newPerson();
  await signUp(await openBrowser(), taken);
  await page.goto("/");
  await expect(page.getByText("Nobody is signed in here.")).toBeVisible();
  await look(page, "home-visitor");

  await page.goto("/sign-up");
  await look(page, "sign-up");
  await page.getByRole("button", { name: "Create account" }).click();
  await look(page, "sign-up-errors");
  await fillSignUp(page, taken);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/already exists/);
  await look(page, "sign-up-refused");

  await page.goto("/sign-in?notice=ended");
  await look(page, "sign-in-ended");
  await fillSignIn(page, { ...taken, password: "not the password" });
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Invalid email or password")).toBeVisible();
  await look(page, "sign-in-refused");

  await page.goto("/forgot-password");
  await look(page, "forgot-password");
  await page.getByLabel("E-mail").fill(taken.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await look(page, "forgot-password-sent");
  await openMail(page, taken.email, "Choose a new password");
  await look(page, "mail");
  await page.getByRole("article").getByRole("link").click();
  await expect(page.getByLabel("New password")).toBeVisible();
  await look(page, "reset-password");
  await page.goto("/reset-password?error=INVALID_TOKEN");
  await look(page, "reset-password-broken");
  await page.goto("/verified?error=TOKEN_EXPIRED");
  await look(page, "verified-broken");
  await page.goto("/goodbye");
  await look(page, "goodbye");
  await page.goto("/outbox");
  await look(page, "outbox");
  rmSync(outboxFile);
  await page.reload();
  await expect(page.getByText("Nothing was sent yet.")).toBeVisible();
  await look(page, "outbox-empty");
});

test("a form that waits for its answer", async ({ page }) => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/auth/sign-in/email", async (route) => {
    await answered;
    await route.abort();
  });
  await page.goto("/sign-in");
  await fillSignIn(page, newPerson());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Signing in …" })).toBeVisible();
  await look(page, "sign-in-pending");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("/");
  answer();
});

test("pages for somebody signed in, with a name and an address that are long", async ({
  page,
  openBrowser,
  problems,
}) => {
  const person = longPerson();
  await signUp(page, person);
  await signIn(await openBrowser(), person);
  await look(page, "dashboard-not-verified");
  await page.goto("/");
  await expect(page.getByText("Signed in as")).toBeVisible();
  await look(page, "home");
  await page.goto("/profile");
  await page.getByLabel("New e-mail").fill(`new.${person.email}`);
  await page.getByRole("button", { name: "Change e-mail" }).click();
  await expect(page.getByText("Waiting for confirmation")).toBeVisible();
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("2 fields need another look")).toBeVisible();
  await look(page, "profile-long");
  await followMail(page, person.email, "Is this your address?");
  await look(page, "verified");
  await page.goto("/sessions");
  await look(page, "sessions");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await look(page, "sessions-dialog");
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Every other browser is signed out.")).toBeVisible();
  await expect(page.getByText("No other browser is signed in.")).toBeVisible();
  await look(page, "sessions-one");
  await page.goto("/delete-account");
  await look(page, "delete-account");
  await page.goto("/delete-account/confirm?token=x");
  await look(page, "delete-account-confirm");
  await page.goto("/nothing-here");
  await look(page, "not-found");
  await page.goto("/dashboard");
  await withoutTable("account", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Profile" }).click();
    await expect(page.getByRole("heading", { name: "That did not work" })).toBeVisible();
    await look(page, "error");
  });
  problems.splice(0); // the missing page and the failure, which errors.spec.ts looks at
});

test("pages for somebody with a picture and a verified address, and the open menu", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await followMail(page, person.email, "Is this your address?");
  await page.goto("/profile");
  const picture = await page.locator(".brand").screenshot();
  await page.getByLabel("Choose a picture").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: picture });
  await expect(page.getByText("It is not saved yet.")).toBeVisible();
  await look(page, "profile-preview");
  await page.getByRole("button", { name: "Save the picture" }).click();
  await expect(page.getByText("The picture is saved.")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await look(page, "profile");
  await page.goto("/dashboard");
  await look(page, "dashboard");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await look(page, "menu");
});

test("what proves who somebody is, from turning it on to a sign-in by mail", async ({ page }) => {
  await addAuthenticator(page);
  // Chromium's stand-in for people takes every suggestion of a form at once.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  const person = longPerson();
  await signUp(page, person);
  await page.goto("/security");
  await look(page, "security-not-verified");
  await followMail(page, person.email, "Is this your address?");
  await page.goto("/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("The passkey is added.")).toBeVisible();
  await page.getByRole("button", { name: "Rename" }).click();
  await look(page, "security-dialog");
  await page.getByLabel("New name").fill("A laptop that lies at home, on the desk under the window");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Passkeys" })).toContainText("on the desk");
  await page.getByLabel("Your password").fill(person.password);
  await page.getByRole("button", { name: "Use an authenticator app" }).click();
  const link = page.getByRole("link", { name: "Open it there" });
  await link.focus();
  await look(page, "security-app");
  const secret = new URL((await link.getAttribute("href")) as string).searchParams.get("secret") as string;
  await page.getByLabel("The code that the app shows").fill(appCode(secret));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByRole("list", { name: "Backup codes" })).toBeVisible();
  await look(page, "security-backup-codes");
  await page.getByRole("button", { name: "I have kept them" }).click();

  await signOutToForm(page);
  await fillSignIn(page, person);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await look(page, "two-factor");
  await page.getByLabel("Code").fill(appCode(secret, 1));
  await page.getByLabel("Trust this device").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();
  await page.goto("/security");
  await page.getByText("New backup codes, or turn it off").click();
  await look(page, "security");

  await page.context().clearCookies();
  await page.goto("/two-factor");
  await look(page, "two-factor-none");
  await page.goto("/sign-in/mail?error=INVALID_TOKEN");
  await page.getByLabel("E-mail").fill(person.email);
  await look(page, "sign-in-mail");
  await page.getByRole("button", { name: "Mail me a code" }).click();
  await expect(page.getByLabel("Code")).toBeVisible();
  await look(page, "sign-in-mail-code");
  await openMail(page, person.email, "Your code to sign in");
  await look(page, "mail-code");
});

test("somebody whose provider tells no address", async ({ page }) => {
  const { name, email } = longPerson();
  await page.goto("/sign-up");
  await continueAs(page, { name });
  await expect(page.getByRole("heading", { name: "Your e-mail address" })).toBeVisible();
  await look(page, "complete-sign-up");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await look(page, "complete-sign-up-mail");
  await page.goto("/complete-sign-up?error=pending_sign_in_not_found");
  await look(page, "complete-sign-up-lost");
});

test("accounts elsewhere: the provider's page, refusals, a welcome, and what is linked", async ({
  page,
  openBrowser,
}) => {
  const { name, email, password } = longPerson();
  await page.goto("/sign-up");
  await page.getByRole("button", { name: "Continue with Test provider" }).click();
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await page.getByText("Somebody else").click();
  await look(page, "provider");
  await page.getByRole("button", { name: "No, go back" }).click();
  await expect(page.getByText("You said no there")).toBeVisible();
  await look(page, "sign-up-refused-at-provider");
  await continueAs(page, { name, email });
  await expect(page.getByRole("heading", { name: "Welcome, " })).toBeVisible();
  await look(page, "welcome");
  await page.goto("/security");
  await look(page, "security-one-account");
  await page.goto("/delete-account");
  await look(page, "delete-account-without-password");

  const taken = { ...longPerson(), password };
  const other = await openBrowser();
  await signUp(other, taken);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await continueAs(page, taken);
  await expect(page.getByText("There is an account with this address already")).toBeVisible();
  await look(page, "sign-in-not-linked");
  await other.goto("/security");
  await other.getByRole("button", { name: "Link Test provider" }).click();
  await chooseSomebody(other, taken);
  await expect(other.getByText("Test provider is linked.")).toBeVisible();
  await look(other, "security-linked");
  await other.getByRole("button", { name: "Remove Test provider" }).click();
  await look(other, "security-unlink");
  await other.goto("/security?error=email_does_not_match");
  await look(other, "security-not-linked");
});
