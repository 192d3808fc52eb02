import type { Page } from "@playwright/test";
import { newPerson, type Person } from "./person.ts";
import { open } from "./settle.ts";
import { field, fillSignIn, press, signInPath, signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";

/** Somebody who has an account, and is signed in in another browser. */
async function somebody(openBrowser: () => Promise<Page>): Promise<Person> {
  const person = newPerson();
  await signUp(await openBrowser(), person);
  return person;
}

test("a wrong password is refused, the right one leads to the dashboard", async ({ page, openBrowser }) => {
  const person = await somebody(openBrowser);
  await open(page, "/sign-in");
  await expect(page.getByRole("heading", { level: 1, name: "Welcome back" })).toBeVisible();
  await fillSignIn(page, { ...person, password: "not the password" });
  await press(page, "Sign in");
  await expect(site.problem(page)).toHaveText("Invalid email or password");
  await site.expectHeaderOf(page, null);
  await fillSignIn(page, person);
  await press(page, "Sign in");
  await expect(page).toHaveURL("/dashboard");
  await site.expectHeaderOf(page, person);
});

test("a sign-in leads on to where somebody wanted to go", async ({ page, openBrowser }) => {
  const person = await somebody(openBrowser);
  await open(page, signInPath("/?from=story"));
  await fillSignIn(page, person);
  await press(page, "Sign in");
  await expect(page).toHaveURL("/?from=story");
  await site.expectGreetingOf(page, person);
});

const elsewhere = ["https://example.org/", "//example.org", "/\\example.org", "/\t/example.org", "/.//example.org"];

test("a sign-in never leads to another site", async ({ openBrowser }) => {
  test.slow(); // a browser for each
  const person = await somebody(openBrowser);
  for (const next of elsewhere) {
    const page = await openBrowser(); // one may sign in three times in a while
    await open(page, signInPath(next));
    await fillSignIn(page, person);
    await press(page, "Sign in");
    await expect(page, next).toHaveURL("/dashboard");
    await page.context().close();
  }
});

test("somebody who is signed in needs no form", async ({ page }) => {
  await signUp(page, newPerson());
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expect(page).toHaveURL("/dashboard");
    await site.expectDashboard(page);
  }
});

test("a sign-in takes no more than a keyboard", async ({ page, openBrowser }) => {
  const person = await somebody(openBrowser);
  await open(page, "/sign-in");
  const tabTo = async (target: ReturnType<typeof field>) => {
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) break;
    }
    await expect(target).toBeFocused();
    const ring = await target.evaluate((element) =>
      [element, element.parentElement].map((box) => box && getComputedStyle(box).outlineStyle),
    );
    expect(ring, "the focus can be seen").toContain("solid");
  };
  await tabTo(field(page, "E-mail"));
  await page.keyboard.type(person.email);
  await tabTo(field(page, "Password"));
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/dashboard");
});

test("the forms tell password managers what is what", async ({ page }) => {
  const autocomplete = () =>
    page.locator("main form input").evaluateAll((inputs) => inputs.map((input) => input.getAttribute("autocomplete")));
  await open(page, "/sign-up");
  expect(await autocomplete()).toEqual(
    expect.arrayContaining(["name", expect.stringMatching(/email|username/), "new-password"]),
  );
  await open(page, "/sign-in");
  expect(await autocomplete()).toEqual(
    expect.arrayContaining([expect.stringMatching(/email|username/), "current-password"]),
  );
});

test("a form that is sent before its script is there puts no password into the address", async ({ openBrowser }) => {
  const page = await openBrowser({ javaScriptEnabled: false });
  for (const [path, button] of [
    ["/sign-up", "Create account"],
    ["/sign-in", "Sign in"],
  ] as const) {
    await page.goto(path);
    const form = page.locator("main form").filter({ has: page.getByRole("button", { name: button, exact: true }) });
    await expect(form).toHaveAttribute("method", /^post$/i);
  }
});
