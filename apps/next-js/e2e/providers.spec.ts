// Sign-in with an account elsewhere: to the provider, and back.
import type { Page } from "@playwright/test";
import { appCode } from "./authenticator.ts";
import { followMail } from "./outbox.ts";
import { newPerson, signOutToForm, signUp } from "./person.ts";
import { chooseSomebody, continueAs, newSomebody, signUpAs, standInForGitHub, testProvider } from "./provider.ts";
import { expect, test } from "./test.ts";

const onDashboard = (page: Page) => expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();
const problem = (page: Page) => page.getByRole("main").getByRole("alert");
const button = { name: "Continue with Test provider" };

test("somebody new signs up with a provider, is welcomed, and signs in again", async ({ page, openBrowser }) => {
  const grace = newSomebody();
  await page.goto("/sign-up");
  await continueAs(page, grace);
  await expect(page).toHaveURL("/welcome?from=%2Fdashboard");
  await expect(page.getByRole("heading", { name: "Welcome, Grace Hopper" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(grace.email);
  await page.getByRole("link", { name: "Go on" }).click();
  await onDashboard(page);
  await expect(page.getByRole("region", { name: "Verify your address" })).toBeHidden(); // the provider has seen it

  await signOutToForm(page);
  await continueAs(page, grace);
  await expect(page).toHaveURL("/dashboard");

  // To where somebody wanted to go; in another browser.
  const other = await openBrowser();
  await other.goto("/sessions");
  await continueAs(other, grace);
  await expect(other).toHaveURL("/sessions");
  await expect(other.getByRole("list", { name: "Sessions" }).getByRole("listitem")).toHaveCount(2);
});

test("whoever says no at the provider comes back, and can say yes", async ({ page }) => {
  for (const path of ["/sign-up", "/sign-in"]) {
    await page.goto(path);
    await page.getByRole("button", button).click();
    await page.getByRole("button", { name: "No, go back" }).click();
    await expect(page).toHaveURL(new RegExp(`${path}\\?.*error=access_denied`));
    await expect(problem(page)).toHaveText("You said no there, so nothing has happened here.");
  }
  await continueAs(page, newSomebody());
  await expect(page).toHaveURL(/\/welcome/);
});

test("an address that is not verified at the provider", async ({ page }) => {
  await page.goto("/sign-up");
  const alan = { ...newSomebody("Alan Turing"), isVerified: false };
  await continueAs(page, alan);
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page.getByRole("region", { name: "Verify your address" })).toContainText(alan.email);
  await followMail(page, alan.email, "Is this your address?");
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("region", { name: "Verify your address" })).toBeHidden();
});

test("an address that somebody has here already: first they show that it is theirs", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);
  await page.goto("/sign-in");
  await continueAs(page, { name: person.name, email: person.email });
  await expect(page).toHaveURL(/\/sign-in\?.*error=account_not_linked/);
  await expect(problem(page)).toContainText("There is an account with this address already");

  // As the page says: sign in as before, and link it.
  await problem(page).getByRole("link", { name: "Sign in as before" }).click();
  await expect(page).toHaveURL("/sign-in?from=%2Fsecurity");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/security");
  await page.getByRole("button", { name: "Link Test provider" }).click();
  await chooseSomebody(page, { name: person.name, email: person.email });
  await expect(page.getByText("Test provider is linked.")).toBeVisible();
  await signOutToForm(page);
  await continueAs(page, { name: person.name, email: person.email });
  await onDashboard(page);
});

test("with a verified address here and there, the account is linked at the sign-in", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);
  await followMail(page, person.email, "Is this your address?");
  const other = await openBrowser();
  await other.goto("/sign-in");
  await continueAs(other, { name: "Somebody Else", email: person.email });
  await expect(other.getByRole("heading", { name: `Hello, ${person.name}` })).toBeVisible();
  await other.goto("/security");
  await expect(other.getByRole("list", { name: "Ways to sign in" }).getByRole("listitem")).toHaveText([
    /^E-mail and password/,
    /^Test provider/,
  ]);
});

test("two-factor is asked for after a provider, too", async ({ page }) => {
  const grace = newSomebody();
  await signUpAs(page, grace);
  await page.goto("/security");
  await page.getByRole("button", { name: "Use an authenticator app" }).click();
  const link = (await page.getByRole("link", { name: "Open it there" }).getAttribute("href")) as string;
  const secret = new URL(link).searchParams.get("secret") as string;
  await page.getByLabel("The code that the app shows").fill(appCode(secret));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();

  await signOutToForm(page);
  await page.goto("/security"); // where the sign-in is to lead
  await continueAs(page, grace);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expect(page).toHaveURL(/\/two-factor\?/);
  const without = await page.evaluate(async () => (await fetch("/api/auth/get-session")).json());
  expect(without).toBeNull();
  await page.getByLabel("Code").fill(appCode(secret, 1));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/security");
});

test("the back button leads from the provider to a form that works, and from inside to no dead end", async ({
  page,
  problems,
}) => {
  await page.goto("/sign-in");
  await page.getByRole("button", button).click();
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("button", button)).toBeVisible();
  await continueAs(page, newSomebody());
  await expect(page).toHaveURL(/\/welcome/);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`^${testProvider}`));
  await expect(page.getByRole("heading", { name: "This sign-in cannot go on" })).toBeVisible();
  expect(problems.splice(0)).toEqual([expect.stringContaining("status of 400")]);
  await page.goBack();
  await expect(page).toHaveURL("/dashboard"); // from the form, as somebody is signed in
});

test("another tab hears of it", async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto("/sign-in");
  await page.goto("/sign-up");
  await continueAs(page, newSomebody());
  await expect(page).toHaveURL(/\/welcome/);
  await expect(other).toHaveURL("/dashboard");
});

test("a stranger's link signs nobody in as the stranger", async ({ page, openBrowser }) => {
  // The stranger goes as far as the answer of the provider, and hands it on.
  const stranger = await openBrowser();
  await stranger.goto("/sign-in");
  await stranger.getByRole("button", button).click();
  await expect(stranger.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  const { request } = stranger.context();
  const chosen = await request.post(stranger.url(), { form: { ...newSomebody() }, maxRedirects: 0 });
  const resumed = await request.get(chosen.headers().location as string, { maxRedirects: 0 });
  const answer = resumed.headers().location as string;
  expect(answer).toContain("/api/auth/callback/test?code=");

  await page.goto(answer);
  await expect(page).toHaveURL(/\/sign-in\?.*error=state_mismatch/);
  await expect(problem(page)).toContainText("It took too long, or went on in another tab or browser.");
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a server that does not answer is said in place", async ({ page, problems }) => {
  await page.goto("/sign-in");
  await page.route("**/api/auth/sign-in/social", (route) => route.abort());
  await page.getByRole("button", button).click();
  await expect(problem(page)).toContainText("The server does not answer.");
  expect(problems.splice(0)).toEqual([expect.stringContaining("ERR_FAILED")]);
});

test("GitHub, as the options configure it", async ({ page }) => {
  await standInForGitHub(page);
  const grace = newSomebody();
  await page.goto("/sign-up");
  await continueAs(page, grace, "GitHub");
  await expect(page.getByRole("heading", { name: "Welcome, Grace Hopper" })).toBeVisible();
  await expect(page.getByRole("banner").locator(".avatar img")).toHaveAttribute("src", /^https:\/\/avatars/);
  await page.goto("/security");
  await expect(page.getByRole("list", { name: "Ways to sign in" }).getByRole("listitem")).toHaveText([/^GitHub/]);
  await expect(page.getByRole("button", { name: "Link GitHub" })).toHaveCount(0);
});
