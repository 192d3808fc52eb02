import { fillSignUp, newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

test("a person signs up, reloads, and is still signed in", async ({ page }) => {
  const person = newPerson();
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Sign up" }).click();
  await fillSignUp(page, person);
  await page.getByLabel("Nickname").fill("Ada");
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { name: "Hello, Ada" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Your account" })).toContainText(person.email);

  await page.reload();
  await expect(page.getByRole("heading", { name: "Hello, Ada" })).toBeVisible();
  await expect(page.getByRole("banner")).toContainText(person.name);

  await page.getByRole("link", { name: "Better Auth" }).click();
  await expect(page.getByText(`Signed in as ${person.name}`)).toBeVisible();
});

test("an address can be taken once", async ({ page, openBrowser }) => {
  const person = newPerson();
  await signUp(page, person);

  const other = await openBrowser();
  await other.goto("/sign-up");
  await fillSignUp(other, { ...person, name: "Somebody Else" });
  await other.getByRole("button", { name: "Create account" }).click();

  await expect(other.getByLabel("E-mail")).toHaveAccessibleDescription(/already exists/i);
  await expect(other.getByLabel("E-mail")).toBeFocused();
  await expect(other.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(other.getByLabel("E-mail")).toHaveValue(person.email);
  await expect(other.getByLabel("Name", { exact: true })).toHaveValue("Somebody Else");
  await expect(other.getByLabel("Password")).toHaveValue("");
  await expect(other).toHaveURL("/sign-up");
});

test("a form sent before the scripts have loaded is sent once they have, and no password gets into the address", async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_next/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  const person = newPerson();
  await page.goto("/sign-up", { waitUntil: "commit" });
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  release();
  await expect(page.getByRole("heading", { name: `Hello, ${person.name}` })).toBeVisible();
  expect(addresses.filter((address) => address.includes("password"))).toEqual([]);
});
