import { endSessionsAt } from "./database.ts";
import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const pages = ["/dashboard", "/sessions", "/security", "/profile", "/delete-account", "/delete-account/confirm"];

test("visitors are sent to the sign-in form", async ({ page }) => {
  for (const path of pages) {
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?from=${encodeURIComponent(path)}`);
  }
});

test("a cookie of the right name opens nothing", async ({ page, baseURL }) => {
  const url = baseURL as string;
  await page.context().addCookies([{ name: "better-auth.session_token", value: "made-up.c2lnbmF0dXJl", url }]);
  for (const path of pages) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?notice=ended&from=${encodeURIComponent(path)}`);
  }
});

test("a session that has run out opens nothing", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  endSessionsAt(person.email, new Date(Date.now() - 1000));
  await page.goto("/dashboard");
  await expect(page).toHaveURL("/sign-in?notice=ended&from=%2Fdashboard");
  await expect(page.getByRole("status").filter({ hasText: "You are signed out" })).toBeVisible();
});

test("a page of somebody signed in is kept by no cache", async ({ page }) => {
  await signUp(page, newPerson());
  const response = await page.goto("/dashboard");
  expect(response?.headers()["cache-control"]).toContain("no-store");
});
