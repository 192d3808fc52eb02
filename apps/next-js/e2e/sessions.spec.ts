import { newPerson, signIn, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const phone = {
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  extraHTTPHeaders: { "x-forwarded-for": "192.0.2.44" },
};

test("two browsers are listed, and revoking one signs it out", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  const other = await openBrowser(phone);
  await signIn(other, person);

  await page.goto("/sessions");
  const items = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  const own = items.filter({ hasText: "this browser" });
  await expect(own).toContainText("Chrome on Linux");
  await expect(own.getByRole("button")).toHaveCount(0);
  const theirs = items.filter({ hasText: "Safari on iPhone" });
  await expect(theirs).toContainText("192.0.2.44");

  await theirs.getByRole("button", { name: "Revoke" }).click();
  await expect(items).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL("/sign-in");
  await page.reload();
  await expect(page).toHaveURL("/sessions");
});

test("all other browsers are signed out at once", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  const others = [await openBrowser(), await openBrowser(phone)];
  for (const other of others) await signIn(other, person);

  await page.goto("/sessions");
  const items = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(items).toHaveCount(3);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(items).toHaveCount(1);
  for (const other of others) {
    await other.reload();
    await expect(other).toHaveURL("/sign-in");
  }
});
