import { newPerson } from "./person.ts";
import { open } from "./settle.ts";
import { fact, fillSignUp, goHome, press, signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";

test("what is wrong with a password is said, then the account is made and every page knows it", async ({ page }) => {
  const person = newPerson();
  await open(page, "/sign-up");
  await expect(page.getByRole("heading", { level: 1, name: "Create an account" })).toBeVisible();
  await fillSignUp(page, { ...person, password: "short" });
  await press(page, "Create account");
  await expect(site.problem(page)).toHaveText(site.shortPassword);
  await expect(page).toHaveURL("/sign-up");

  await fillSignUp(page, person);
  await press(page, "Create account");
  await expect(page).toHaveURL("/dashboard");
  await expect(fact(page, "Name")).toHaveText(person.name);
  await expect(fact(page, "Nickname")).toHaveText(person.nickname);
  await expect(fact(page, "E-mail")).toContainText(person.email);
  await site.expectHeaderOf(page, person);
  await goHome(page);
  await site.expectGreetingOf(page, person);
});

test("an address that has an account already gets no second one", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(await openBrowser(), person);
  await open(page, "/sign-up");
  await fillSignUp(page, person);
  await press(page, "Create account");
  await expect(site.problem(page)).toHaveText(/already exists/);
  await site.expectHeaderOf(page, null);
});
