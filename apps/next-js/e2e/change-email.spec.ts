import type { Page } from "@playwright/test";
import { followMail } from "./outbox.ts";
import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const check = "Is this your address?";

async function ask(page: Page, newEmail: string) {
  await page.goto("/profile");
  await page.getByLabel("New e-mail").fill(newEmail);
  await page.getByRole("button", { name: "Change e-mail" }).click();
}

test("an address that was never verified is changed by a link to the new one", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  await ask(page, person.email);
  await expect(page.getByLabel("New e-mail")).toHaveAccessibleDescription("Email is the same");

  const { email } = newPerson();
  await ask(page, email);
  const section = page.getByRole("region", { name: "E-mail", exact: true });
  await expect(section).toContainText(`Waiting for confirmation at ${email}.`);
  await expect(section).toContainText(`${person.email} not verified`);

  const mail = await context.newPage();
  await followMail(mail, email, check);
  await expect(mail.getByRole("heading", { name: "Your address is changed" })).toBeVisible();
  await expect(section).toContainText(`${email} not verified`); // what it was stays
  await expect(section).not.toContainText("Waiting");
});

test("a verified address agrees first, then the new one", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await followMail(page, person.email, check);
  await expect(page.getByRole("heading", { name: "Your address is verified" })).toBeVisible();

  const { email } = newPerson();
  await ask(page, email);
  await expect(page.getByText(`The first link went to ${person.email}`)).toBeVisible();
  await followMail(page, person.email, `Change your address to ${email}?`);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await page.goto("/profile");
  await expect(page.getByText(`${person.email} verified`)).toBeVisible();

  await followMail(page, email, check);
  await expect(page.getByText(`From now on it is ${email}.`)).toBeVisible();
});

test("whether an address is taken, the profile does not tell; a broken link changes nothing", async ({
  page,
  openBrowser,
}) => {
  const taken = newPerson();
  await signUp(await openBrowser(), taken);
  await signUp(page, newPerson());
  await ask(page, taken.email);
  await expect(page.getByText(`Waiting for confirmation at ${taken.email}.`)).toBeVisible();
  await page.goto("/api/auth/verify-email?token=broken&callbackURL=/email-change");
  await expect(page.getByText("Your address is as it was.")).toBeVisible();
});
