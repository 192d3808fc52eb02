import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

test("signing out leaves the page, and the way back is shut", async ({ page }) => {
  await signUp(page, newPerson());
  await page.getByRole("link", { name: "See your sessions" }).click();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();

  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);

  await page.goBack();
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/dashboard");
  await expect(page).toHaveURL("/sign-in");
});

test("a sign-out in one tab reaches the others", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  const home = await context.newPage();
  await home.goto("/");
  await expect(home.getByText(`Signed in as ${person.name}`)).toBeVisible();
  const profile = await context.newPage();
  await profile.goto("/profile");
  await expect(profile.getByRole("banner")).toContainText(person.name);

  await page.getByRole("button", { name: "Sign out", exact: true }).click();

  await expect(home.getByText("Nobody is signed in here.")).toBeVisible();
  await expect(home).toHaveURL("/");
  await expect(profile).toHaveURL("/sign-in");
});
