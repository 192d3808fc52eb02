import type { Page } from "@playwright/test";
import { ageSignIns } from "./database.ts";
import { fillSignIn, newPerson, signIn, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const phone = {
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  extraHTTPHeaders: { "x-forwarded-for": "192.0.2.44" },
};

const itemsOf = (page: Page) => page.getByRole("list", { name: "Sessions" }).getByRole("listitem");

test("two browsers are listed, and revoking one signs it out", async ({ page, context, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  const other = await openBrowser(phone);
  await signIn(other, person);

  await page.goto("/sessions");
  const items = itemsOf(page);
  await expect(items).toHaveCount(2);
  const own = items.filter({ hasText: "this browser" });
  await expect(own).toContainText("Chrome on Linux");
  await expect(own).toContainText("Local network, 10.");
  await expect(own.getByRole("button")).toHaveCount(0);
  const theirs = items.filter({ hasText: "Safari on iPhone" });
  await expect(theirs).toContainText("192.0.2.44 · used just now");
  await expect(theirs.locator("time").first()).toHaveAttribute("title", /\d{4}, \d\d:\d\d UTC/);
  const tab = await context.newPage();
  await tab.goto("/sessions");
  await expect(itemsOf(tab)).toHaveCount(2);

  const dialog = page.getByRole("dialog", { name: "Sign out Safari on iPhone?" });
  await theirs.getByRole("button", { name: "Revoke Safari on iPhone" }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(theirs.getByRole("button")).toBeFocused();
  await expect(items).toHaveCount(2);

  await theirs.getByRole("button").click();
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await expect(items).toHaveCount(1);
  await expect(page.getByText("Safari on iPhone is signed out.")).toBeFocused();
  await expect(itemsOf(tab)).toHaveCount(1);

  await other.evaluate(() => window.dispatchEvent(new Event("focus"))); // somebody comes back to that browser
  await expect(other).toHaveURL(/\/sign-in\?notice=ended/);
  await expect(other.getByText("You are signed out: here, in another tab, or from another device.")).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL("/sessions");
});

test("all other browsers are signed out at once", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  const others = [await openBrowser(), await openBrowser(phone)];
  for (const other of others) await signIn(other, person);

  await page.goto("/sessions");
  await expect(itemsOf(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(itemsOf(page)).toHaveCount(1);
  await expect(page.getByText("No other browser is signed in.")).toBeVisible();
  for (const other of others) {
    await other.reload();
    await expect(other).toHaveURL(/\/sign-in\?notice=ended/);
  }
});

test("a failure is said in the dialog, and the list stays", async ({ page, openBrowser, problems }) => {
  const person = newPerson();
  await signUp(page, person);
  await signIn(await openBrowser(phone), person);
  await page.goto("/sessions");
  await page.route("**/api/auth/revoke-other-sessions", (route) => route.abort());
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(itemsOf(page)).toHaveCount(2);
  expect(problems.splice(0)).toEqual([expect.stringContaining("ERR_FAILED")]);
});

test("whoever signed in long ago signs in again to see the list", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  ageSignIns(person.email, 2);
  await page.goto("/sessions");
  await page.getByRole("button", { name: "Sign in again" }).click();
  await expect(page).toHaveURL("/sign-in?from=%2Fsessions");
  await fillSignIn(page, person);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/sessions");
  await expect(itemsOf(page)).toHaveCount(1);
});
