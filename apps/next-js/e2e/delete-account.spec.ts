import type { Page } from "@playwright/test";
import { followMail, openMail } from "./outbox.ts";
import { accountCookies, fillSignIn, newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const subject = "Delete your account?";

async function ask(page: Page, password: string, word = "DELETE") {
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Type DELETE").fill(word);
  await page.getByRole("button", { name: "Mail me the last link" }).click();
}

test("an account is deleted by its password, a typed word and a mailed link", async ({
  page,
  context,
  openBrowser,
}) => {
  const person = newPerson();
  await signUp(page, person);
  const tab = await context.newPage();
  await tab.goto("/dashboard");

  await page.goto("/profile");
  await page.getByRole("link", { name: "Delete the account" }).click();
  await expect(page).toHaveURL("/delete-account");
  await ask(page, person.password, "delete");
  await expect(page.getByLabel("Type DELETE")).toHaveAccessibleDescription("Type the word DELETE in capital letters.");
  await ask(page, "not the password");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Invalid password");
  await ask(page, person.password);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeFocused();

  // The link is worth nothing to others.
  await openMail(page, person.email, subject);
  const link = (await page.getByRole("article").getByRole("link").getAttribute("href")) as string;
  const other = await openBrowser();
  await other.goto(link);
  await expect(other).toHaveURL(/\/sign-in\?from=%2Fdelete-account%2Fconfirm/);
  await signUp(other, newPerson());
  await other.goto(link);
  await other.getByRole("button", { name: "Delete it for good" }).click();
  await expect(other.getByText("This link does not work")).toBeVisible();

  await followMail(page, person.email, subject);
  await expect(page.getByRole("main")).toContainText(person.email);
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page).toHaveURL("/goodbye");
  await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await expect(tab).toHaveURL(/\/sign-in\?notice=ended/);
  expect(await accountCookies(context)).toEqual([]);

  await page.goto("/sign-in");
  await fillSignIn(page, person);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Invalid email or password")).toBeVisible();
});
