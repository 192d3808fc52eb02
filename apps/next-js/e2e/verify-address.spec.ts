import { followMail, openMail } from "./outbox.ts";
import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const subject = "Is this your address?";

test("the mail of a sign-up verifies the address, and the other tab shows it", async ({ page, context }) => {
  const person = newPerson();
  await signUp(page, person);
  const banner = page.getByRole("region", { name: "Verify your address" });
  await expect(banner).toContainText(person.email);

  const mail = await context.newPage();
  await banner.getByRole("link", { name: "Open the outbox" }).click();
  await expect(page.getByRole("heading", { name: "Outbox" })).toBeVisible();
  await page.goto("/dashboard");
  const link = await followMail(mail, person.email, subject);
  await expect(mail.getByRole("heading", { name: "Your address is verified" })).toBeVisible();
  await expect(banner).toBeHidden();

  await mail.goto(link); // again
  await expect(mail.getByRole("heading", { name: "Your address is verified" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();
  await expect(banner).toBeHidden();
});

test("the link signs in where nobody is signed in", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  const phone = await openBrowser({ viewport: { width: 375, height: 740 } });
  await followMail(phone, person.email, subject);
  await phone.getByRole("link", { name: "To the dashboard" }).click();
  await expect(phone.getByRole("heading", { name: `Hello, ${person.name}` })).toBeVisible();
});

test("another mail is sent on request, and not again within half a minute", async ({ page }) => {
  await page.clock.install();
  const person = newPerson();
  await signUp(page, person);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Another link is on its way.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Send again in \d+ s/ })).toHaveAttribute("aria-disabled", "true");
  for (let second = 0; second < 30; second += 1) await page.clock.runFor(1000);
  await expect(page.getByRole("button", { name: "Send again", exact: true })).toBeEnabled();

  await page.clock.resume();
  await page.goto("/outbox");
  await expect(page.getByRole("listitem").filter({ hasText: person.email })).toHaveCount(2);
});

test("a link that is too old or broken says so, and what to do", async ({ page }) => {
  await page.goto("/api/auth/verify-email?token=broken&callbackURL=/verified");
  await expect(page).toHaveURL("/verified?error=INVALID_TOKEN");
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expect(page.getByText("After you have signed in, the dashboard sends another one.")).toBeVisible();
  await page.goto("/verified?error=TOKEN_EXPIRED");
  await expect(page.getByText("The link is too old.")).toBeVisible();
});

test("a mail shows what its sender wrote as text", async ({ page }) => {
  const person = newPerson("<img src=x onerror=alert(1)>");
  await signUp(page, person);
  await openMail(page, person.email, subject);
  await expect(page.getByRole("article")).toContainText("Hello <img src=x onerror=alert(1)>,");
});
