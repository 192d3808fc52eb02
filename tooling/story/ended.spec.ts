import type { Page } from "@playwright/test";
import { expireSessions } from "./database.ts";
import { newPerson } from "./person.ts";
import { open } from "./settle.ts";
import { comeBack, fillSignIn, press, signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";

async function expectEnded(page: Page): Promise<void> {
  await expect(page).toHaveURL(site.endedPath);
  await expect(page.getByRole("main").getByRole("status")).toHaveText(site.endedNotice);
  await site.expectHeaderOf(page, null);
}

test("a session that has run out is over for every page that somebody comes back to", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  const home = await context.newPage();
  await open(home, "/");
  await site.expectHeaderOf(home, person);

  expireSessions(person.email);
  await comeBack(home);
  await site.expectHeaderOf(home, null);
  await comeBack(page);
  await expectEnded(page);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("a session that was ended in another browser is over in this one", async ({ page, openBrowser, baseURL }) => {
  const person = newPerson();
  await signUp(page, person);
  const other = await openBrowser();
  await open(other, "/sign-in");
  await fillSignIn(other, person);
  await press(other, "Sign in");
  await expect(other).toHaveURL("/dashboard");
  const headers = { origin: baseURL as string };
  const answer = await other.request.post("/api/auth/revoke-other-sessions", { headers, data: {} });
  expect(answer.status()).toBe(200);

  await comeBack(page);
  await expectEnded(page);
  await comeBack(other);
  await site.expectHeaderOf(other, person);
});

test("a page that the back button brings to life again finds out", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  expireSessions(person.email);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expectEnded(page);
});
