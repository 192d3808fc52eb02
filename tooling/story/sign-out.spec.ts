import { setTimeout as sleep } from "node:timers/promises";
import { newPerson } from "./person.ts";
import { open } from "./settle.ts";
import { signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";
import { pageTexts, watchTexts } from "./texts.ts";

test("a sign-out on the dashboard leads away, however slow the way is, and nothing is left", async ({ page }) => {
  await signUp(page, newPerson());
  await page.route("**/*", async (route) => {
    if (!route.request().url().includes("/api/auth/")) await sleep(400);
    await route.continue();
  });
  await site.signOut(page);
  await expect(page).toHaveURL(site.signedOutPath);
  await site.expectHeaderOf(page, null);
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name.includes("session"))).toEqual([]);
  await page.unrouteAll({ behavior: "wait" });
});

test("a sign-out reaches the other tabs", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  const home = await context.newPage();
  await open(home, "/");
  await site.expectHeaderOf(home, person);
  const dashboard = await context.newPage();
  await open(dashboard, "/dashboard");

  await site.signOut(page);
  await site.expectHeaderOf(home, null);
  await site.expectGreetingOf(home, null);
  await expect(home).toHaveURL("/");
  await expect(dashboard).toHaveURL(site.endedPath);
  await expect(dashboard.getByRole("main").getByRole("status")).toHaveText(site.endedNotice);
});

test("the back button shows nothing of whoever has signed out", async ({ page }) => {
  const person = newPerson();
  await watchTexts(page);
  await signUp(page, person);
  await site.leaveDashboardBehind(page);
  await site.signOut(page);
  await site.expectHeaderOf(page, null);
  await expect(page).toHaveURL(site.signedOutPath);
  expect((await pageTexts(page)).join()).toContain(person.email); // while it was theirs

  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByLabel(/^Password/)).toBeVisible();
  const shown = (await pageTexts(page)).join();
  for (const text of [person.email, person.nickname, person.name]) expect(shown).not.toContain(text);
});
