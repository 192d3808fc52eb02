import { accountCookies, fillSignIn, newPerson, signOut, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

test("signing out leaves the page, and the way back is shut", async ({ page }) => {
  await signUp(page, newPerson());
  await page.getByRole("link", { name: "See your sessions" }).click();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
  await signOut(page);

  await expect(page).toHaveURL("/sign-in?notice=ended");
  await expect(page.getByRole("status").filter({ hasText: "You are signed out" })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await accountCookies(page.context())).toEqual([]);

  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByLabel("Password")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL("/sign-in?from=%2Fdashboard");
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

  await signOut(page);

  await expect(home.getByText("Nobody is signed in here.")).toBeVisible();
  await expect(home).toHaveURL("/");
  await expect(profile).toHaveURL("/sign-in?notice=ended");
});

test("a sign-in in one tab reaches the form in another one, which goes where it was to go", async ({
  page,
  context,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await signOut(page);
  await expect(page).toHaveURL("/sign-in?notice=ended");
  const other = await context.newPage();
  await other.goto("/sign-in?from=/profile");
  await expect(other.getByLabel("Password")).toBeVisible();

  await fillSignIn(page, person);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/dashboard");
  await expect(other).toHaveURL("/profile");
});
