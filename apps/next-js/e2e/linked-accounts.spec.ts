import type { Page } from "@playwright/test";
import { ageSignIns } from "./database.ts";
import { fillSignIn, newPerson, signUp } from "./person.ts";
import { chooseSomebody, continueAs, newSomebody, signUpAs } from "./provider.ts";
import { expect, test } from "./test.ts";

const card = (page: Page) => page.getByRole("region", { name: "Ways to sign in" });
const items = (page: Page) => page.getByRole("list", { name: "Ways to sign in" }).getByRole("listitem");
const link = { name: "Link Test provider" };

test("an account is linked and removed, and the last way in stays", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.goto("/security");
  const tab = await context.newPage();
  await tab.goto("/security");
  await expect(items(page)).toHaveText([/^E-mail and password.*the only one, so it stays$/]);
  await expect(items(page).getByRole("button")).toHaveCount(0);

  await page.getByRole("button", link).click();
  await chooseSomebody(page, { name: "Ada", email: person.email });
  await expect(page).toHaveURL("/security?linked=test");
  await expect(card(page).getByRole("status")).toHaveText(
    "Test provider is linked. From now on you can sign in with it.",
  );
  await expect(items(page)).toHaveCount(2);
  await expect(items(tab)).toHaveCount(2);
  await expect(page.getByRole("button", link)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Account of Ada Lovelace" })).toBeVisible(); // nobody else by it

  await items(page).filter({ hasText: "E-mail and password" }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await items(page).filter({ hasText: "Test provider" }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(card(page).getByRole("status")).toBeFocused();
  await expect(card(page).getByRole("status")).toContainText("nobody can sign in to your account with it any more");
  await expect(items(page)).toHaveText([/^E-mail and password/]);
  await expect(items(tab)).toHaveCount(1);
  await expect(page.getByRole("button", link)).toBeVisible();
});

test("what is not linked is said, with what to do", async ({ page, openBrowser }) => {
  const other = newSomebody();
  await signUpAs(await openBrowser(), other);
  await signUp(page, newPerson());
  await page.goto("/security");
  const problem = card(page).getByRole("status");
  await page.getByRole("button", link).click();
  await page.getByRole("button", { name: "No, go back" }).click();
  await expect(problem).toBeFocused();
  await expect(problem).toHaveText("You said no there, so nothing has happened here.");
  await page.getByRole("button", link).click();
  await chooseSomebody(page, newSomebody());
  await expect(problem).toContainText("That account has another address than yours here.");
  await page.getByRole("button", link).click();
  await chooseSomebody(page, other);
  await expect(problem).toContainText("That account belongs to somebody else here");
  await expect(items(page)).toHaveCount(1);
});

test("to remove one, whoever signed in long ago signs in again", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.goto("/security");
  await page.getByRole("button", link).click();
  await chooseSomebody(page, { name: "Ada", email: person.email });
  await expect(items(page)).toHaveCount(2);
  ageSignIns(person.email, 2);
  await items(page).filter({ hasText: "E-mail and password" }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(card(page).getByRole("status")).toContainText("You signed in more than a day ago.");
  await card(page).getByRole("button", { name: "Sign in again" }).click();
  await expect(page).toHaveURL("/sign-in?from=%2Fsecurity");
  await continueAs(page, { name: "Ada", email: person.email });
  await expect(page).toHaveURL("/security");
  await items(page).filter({ hasText: "E-mail and password" }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(items(page)).toHaveText([/^Test provider/]);

  // Whoever has no password gets one by mail, and deletes the account without.
  await page.goto("/profile");
  await expect(page.getByRole("region", { name: "Password" })).toContainText("You have none.");
  await page.getByRole("link", { name: "Delete the account" }).click();
  await expect(page.getByLabel("Password")).toHaveCount(0);
  await page.getByLabel("Type DELETE").fill("DELETE");
  await page.getByRole("button", { name: "Mail me the last link" }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeFocused();
});

test("the browser is signed out meanwhile: nothing is linked", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.goto("/security");
  await page.getByRole("button", link).click();
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await context.clearCookies({ name: "better-auth.session_token" });
  await chooseSomebody(page, { name: "Ada", email: person.email });
  await expect(page).toHaveURL(/\/sign-in\?/);
  await fillSignIn(page, person);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/security\?error=unable_to_link_account/);
  await expect(items(page)).toHaveCount(1);
  await expect(card(page).getByRole("status")).toContainText("or you were signed out meanwhile");
});
