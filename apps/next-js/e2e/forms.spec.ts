import { fillSignIn, newPerson } from "./person.ts";
import { expect, test } from "./test.ts";

test("what is missing is said beside the fields and above them, and the first one gets the focus", async ({ page }) => {
  await page.goto("/sign-up");
  const [name, email, password] = ["Name", "E-mail", "Password"].map((label) =>
    page.getByLabel(label, { exact: true }),
  );
  if (!name || !email || !password) throw new Error("expected three fields");
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription("Enter your name.");
  await expect(email).toHaveAccessibleDescription("Enter your e-mail.");
  const summary = page.getByRole("alert").filter({ hasText: "3 fields need another look" });
  await expect(summary.getByRole("link")).toHaveText([
    "Enter your name.",
    "Enter your e-mail.",
    "Enter your password.",
  ]);
  await summary.getByRole("link", { name: "Enter your password." }).click();
  await expect(password).toBeFocused();

  await name.fill("Ada");
  await expect(name).toHaveAttribute("aria-invalid", "false");
  await email.fill("ada");
  await password.pressSequentially("short");
  await password.press("Enter");
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription("Write the address like ada@example.com.");
  await expect(password).toHaveAccessibleDescription("At least 8 characters; these are 5.");
});

test("a password's length is looked at while it is typed, and it can be shown", async ({ page }) => {
  await page.goto("/sign-up");
  const password = page.getByLabel("Password", { exact: true });
  for (const [text, hint] of [
    ["", "At least 8 characters."],
    ["hors", "4 of at least 8 characters."],
    ["horse battery", "Long enough. Longer is better."],
    ["correct horse battery", "A good length."],
  ]) {
    await password.fill(text as string);
    await expect(password).toHaveAccessibleDescription(hint as string);
  }
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(password).toHaveAttribute("type", "password");
});

test("a slow answer is announced after a moment; the button stays as wide, keeps the focus, and sends once", async ({
  page,
}) => {
  let sent = 0;
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/auth/sign-in/email", async (route) => {
    sent += 1;
    await answered;
    await route.continue();
  });
  await page.goto("/sign-in");
  await fillSignIn(page, newPerson());
  const button = page.locator("button[type=submit]");
  const before = await button.boundingBox();
  await page.getByLabel("Password").press("Enter");
  await expect(button).toHaveAttribute("aria-busy", "true");
  await expect(page.getByRole("button", { name: "Signing in …" })).toBeVisible();
  expect(await button.boundingBox()).toEqual(before);
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Password").press("Enter");
  answer();
  await expect(page.getByText("Invalid email or password")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  expect(sent).toBe(1);
});

test("a server that does not answer is told from a refusal", async ({ page, problems }) => {
  await page.route("**/api/auth/sign-in/email", (route) => route.abort());
  await page.goto("/sign-in");
  await fillSignIn(page, newPerson());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The server does not answer. Look at your connection and try again.")).toBeVisible();
  expect(problems.splice(0)).toEqual([expect.stringContaining("ERR_FAILED")]);
});
