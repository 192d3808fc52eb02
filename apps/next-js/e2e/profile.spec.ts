import { fillSignIn, newPerson, signIn, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

test("a server action changes the name and sets the session cookie", async ({ page }) => {
  await signUp(page, newPerson());
  await page.goto("/profile");
  await page.getByLabel("Name", { exact: true }).fill("Ada King");
  await page.getByLabel("Nickname").fill("Countess");
  const answered = page.waitForResponse((response) => response.request().headers()["next-action"] !== undefined);
  await page.getByRole("button", { name: "Save" }).click();

  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("Ada King");
  expect(await (await answered).headerValue("set-cookie")).toContain("better-auth.session_token=");

  await page.reload();
  await expect(page.getByLabel("Nickname")).toHaveValue("Countess");
  await expect(page.getByRole("banner")).toContainText("Ada King");
});

test("it works without JavaScript", async ({ page, openBrowser, baseURL }) => {
  const person = newPerson();
  await signUp(page, person);
  const plain = await openBrowser({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  await plain.goto("/profile");
  await plain.getByLabel("Name", { exact: true }).fill("Ada King");
  await plain.getByRole("button", { name: "Save" }).click();
  await expect(plain.getByText("Saved.")).toBeVisible();
  await expect(plain).toHaveURL(`${baseURL}/profile`);
  await plain.goto("/dashboard");
  await expect(plain.getByRole("heading", { name: "Hello, Ada King" })).toBeVisible();
});

test("what the server refuses is said in place, and nothing that was typed is lost", async ({ page }) => {
  await signUp(page, newPerson());
  await page.goto("/profile");
  await page.getByLabel("Name", { exact: true }).fill("   ");
  await page.getByLabel("Nickname").fill("Countess");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Enter your name.");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Nickname")).toHaveValue("Countess");
});

test("the password is changed by whoever knows it, and signs out the others", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  const other = await openBrowser();
  await signIn(other, person);

  await page.goto("/profile");
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Invalid password")).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();

  await page.getByLabel("Current password").fill(person.password);
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL("/profile");

  await other.goto("/profile");
  await expect(other).toHaveURL(/\/sign-in\?notice=ended/);
  await fillSignIn(other, { ...person, password: "another long password" });
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL("/profile");
});

test("what one tab changes is shown in another one", async ({ page, context }) => {
  await signUp(page, newPerson());
  const other = await context.newPage();
  await other.goto("/dashboard");
  await page.goto("/profile");
  await page.getByLabel("Nickname").fill("Countess");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByRole("heading", { name: "Hello, Countess" })).toBeVisible();
});
