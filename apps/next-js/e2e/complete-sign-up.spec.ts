// Somebody whose provider tells no address types one, and proves it.
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { followMail, openMail } from "./outbox.ts";
import { newPerson, signOutToForm, signUp } from "./person.ts";
import { chooseSomebody, continueAs } from "./provider.ts";
import { expect, test } from "./test.ts";

const subject = "Finish signing in";
const problem = (page: Page) => page.getByRole("main").getByRole("alert");

/** Each test has a Hedy of its own: at the provider it is her name that tells who she is. */
function newHedy() {
  const unique = randomUUID().slice(0, 8);
  return { name: `Hedy ${unique}`, email: `hedy.${unique}@example.com` };
}

/** To the provider, and back to the page that asks. */
async function begin(page: Page, name: string, path = "/sign-up") {
  await page.goto(path);
  await continueAs(page, { name });
  await expect(page).toHaveURL("/complete-sign-up?provider=test");
  await expect(page.getByRole("main")).toContainText("Test provider does not tell us your address");
}

async function type(page: Page, email: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
  await expect(page.getByRole("main")).toContainText(email);
}

test("an address is asked for, proved, and from then on the account is enough", async ({ page }) => {
  const { name, email } = newHedy();
  await begin(page, name);
  expect(await page.evaluate(async () => (await fetch("/api/auth/get-session")).json())).toBeNull();
  await type(page, email);
  await followMail(page, email, subject);
  await expect(page).toHaveURL("/welcome?from=%2Fdashboard");
  await expect(page.getByRole("heading", { name: `Welcome, ${name}` })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();
  await expect(page.getByRole("region", { name: "Verify your address" })).toBeHidden(); // it is proved

  await signOutToForm(page);
  await continueAs(page, { name });
  await expect(page).toHaveURL("/dashboard");
});

test("a mistyped address is typed again, and the link to the first one is worth nothing", async ({ page }) => {
  const { name, email } = newHedy();
  await begin(page, name, "/sessions"); // where the sign-in is to lead
  await page.getByLabel("E-mail").fill("hedy@localhost");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("main")).toContainText("nvalid email");
  const mistyped = `x.${email}`;
  await type(page, mistyped);
  await page.getByRole("button", { name: "Another address" }).click();
  await type(page, email);

  const tab = await page.context().newPage();
  await followMail(tab, mistyped, subject);
  await expect(tab).toHaveURL("/complete-sign-up?error=invalid_token");
  await expect(problem(tab)).toContainText("This is not the newest link");
  await followMail(tab, email, subject);
  await expect(tab).toHaveURL("/welcome?from=%2Fsessions");
});

test("a link that is opened in another browser signs nobody in there, and still works here", async ({
  page,
  openBrowser,
}) => {
  const { name, email } = newHedy();
  await begin(page, name);
  await type(page, email);
  const other = await openBrowser();
  await followMail(other, email, subject);
  await expect(other).toHaveURL("/complete-sign-up?error=pending_sign_in_not_found");
  await expect(problem(other)).toContainText("you began in another browser");
  await other.goto("/dashboard");
  await expect(other).toHaveURL(/\/sign-in/);

  const link = await followMail(page, email, subject);
  await expect(page).toHaveURL(/\/welcome/);
  await page.goto(link); // once more
  await expect(page).toHaveURL("/dashboard");
});

test("whoever begins nowhere is told so", async ({ page }) => {
  await page.goto("/complete-sign-up");
  await page.getByLabel("E-mail").fill("somebody@example.com");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("main")).toContainText("begin again");
  await page.getByRole("link", { name: "Begin again" }).click();
  await expect(page).toHaveURL("/sign-in");
});

test("an address that somebody has here: they are told as everybody is, and only its owner hears more", async ({
  page,
  openBrowser,
}) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);
  await begin(page, newHedy().name, "/sign-in");
  await type(page, person.email);
  await openMail(page, person.email, subject);
  await page.getByRole("article").getByRole("link").click();
  await expect(page).toHaveURL(/\/sign-in\?.*error=account_not_linked/);
  await expect(problem(page)).toContainText("There is an account with this address already");
});

test("whoever is signed in adds such an account, and is asked for nothing", async ({ page }) => {
  const person = newPerson();
  const { name } = newHedy();
  await signUp(page, person);
  await page.goto("/security");
  await page.getByRole("button", { name: "Link Test provider" }).click();
  await chooseSomebody(page, { name });
  await expect(page.getByText("Test provider is linked.")).toBeVisible();
  await signOutToForm(page);
  await continueAs(page, { name });
  await expect(page.getByRole("heading", { name: `Hello, ${person.name}` })).toBeVisible();
});
