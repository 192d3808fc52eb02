import { fillSignIn, newPerson, signIn, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const signInButton = { name: "Sign in" };

test("a wrong password is refused in place, the right one signs in", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);

  await page.goto("/sign-in");
  await fillSignIn(page, { ...person, password: "not the password" });
  await page.getByRole("button", signInButton).click();
  await expect(page.getByRole("alert").and(page.locator("p"))).toHaveText("Invalid email or password");
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expect(page).toHaveURL("/sign-in");

  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", signInButton).click();
  await expect(page).toHaveURL("/dashboard");
});

test("an unknown address gets the same answer as a wrong password", async ({ page }) => {
  await page.goto("/sign-in");
  await fillSignIn(page, newPerson());
  await page.getByRole("button", signInButton).click();
  await expect(page.getByRole("alert").and(page.locator("p"))).toHaveText("Invalid email or password");
});

test("guessing is slowed down", async ({ page }) => {
  await page.goto("/sign-in");
  const person = newPerson();
  const statuses: number[] = [];
  while (statuses.at(-1) !== 429 && statuses.length < 10) {
    const answered = page.waitForResponse("**/api/auth/sign-in/email");
    await fillSignIn(page, { ...person, password: `guess number ${statuses.length}` });
    await page.getByRole("button", signInButton).click();
    statuses.push((await answered).status());
    await expect(page.getByRole("button", signInButton)).toBeEnabled();
  }
  expect(statuses.slice(0, 4)).toEqual([401, 401, 401, expect.any(Number)]);
  expect(statuses.at(-1)).toBe(429);
  await expect(page.getByRole("alert").and(page.locator("p"))).toContainText("Too many requests");
});

test("a browser that is not to be remembered gets a cookie that ends with it", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);

  const sessionCookie = async () =>
    (await page.context().cookies()).find((cookie) => cookie.name === "better-auth.session_token");
  await signIn(page, person);
  expect((await sessionCookie())?.expires).toBeGreaterThan(Date.now() / 1000);

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await fillSignIn(page, person);
  await page.getByLabel("Remember me on this device").uncheck();
  await page.getByRole("button", signInButton).click();
  await expect(page).toHaveURL("/dashboard");
  expect(await sessionCookie()).toMatchObject({ expires: -1, httpOnly: true, sameSite: "Lax" });
});

test("who is signed in is led on from the forms", async ({ page }) => {
  await signUp(page, newPerson());
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expect(page).toHaveURL("/dashboard");
  }
});

test("a sign-in leads back to where it was asked for, and never to another site", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  for (const [from, target] of [
    ["/sessions", "/sessions"],
    ["/outbox?a=b", "/outbox?a=b"],
    ["//evil.example/x", "/dashboard"],
    ["/\\evil.example", "/dashboard"],
    ["/.//evil.example", "/dashboard"],
    ["https://evil.example", "/dashboard"],
    ["javascript:alert(1)", "/dashboard"],
  ]) {
    await page.goto(`/sign-in?from=${encodeURIComponent(from as string)}`);
    await expect(page, from).toHaveURL(target as string);
  }
  await page.context().clearCookies();
  await page.goto("/profile");
  await expect(page).toHaveURL("/sign-in?from=%2Fprofile");
  await fillSignIn(page, person);
  await page.getByRole("button", signInButton).click();
  await expect(page).toHaveURL("/profile");
});
