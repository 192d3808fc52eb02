import { followMail } from "./outbox.ts";
import { fillSignIn, newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const subject = "Choose a new password";

test("a forgotten password is replaced by a mailed link, once, and every browser is signed out", async ({
  page,
  openBrowser,
}) => {
  const person = newPerson();
  const other = await openBrowser();
  await signUp(other, person);

  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot it?" }).click();
  // The form before has such a field as well.
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();

  const link = await followMail(page, person.email, subject);
  await page.getByLabel("New password").fill("a much better password");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page).toHaveURL("/sign-in?notice=password-reset");
  await expect(page.getByText("Your new password is set. Sign in with it.")).toBeVisible();
  await fillSignIn(page, { ...person, password: "a much better password" });
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/dashboard");

  await other.reload();
  await expect(other).toHaveURL(/\/sign-in\?notice=ended/);
  await page.goto("/outbox");
  const notice = page.getByRole("listitem").filter({ hasText: person.email }).getByRole("link");
  await expect(notice.first()).toHaveText("Your password was changed");

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await page.getByRole("link", { name: "Mail me another link" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
});

test("whether an address is known, nobody is told", async ({ page }) => {
  const stranger = newPerson();
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill(stranger.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByText(`If there is an account for ${stranger.email}`)).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Open the outbox" }).click();
  await expect(page.getByRole("heading", { name: "Outbox" })).toBeVisible();
  await expect(page.getByText(stranger.email)).toHaveCount(0);
});

test("a token that is not good leads to the way to another one", async ({ page }) => {
  await page.goto("/reset-password?token=made-up");
  await page.getByLabel("New password").fill("a much better password");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page).toHaveURL("/reset-password?error=INVALID_TOKEN");
  await expect(page.getByRole("link", { name: "Mail me another link" })).toBeVisible();
});
