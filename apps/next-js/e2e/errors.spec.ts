import { withoutTable } from "./database.ts";
import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

test("an unknown address leads back to the start", async ({ page, problems }) => {
  for (const path of ["/nothing/here", "/outbox/no-such-mail"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    expect(problems.splice(0)).toEqual([expect.stringContaining("404")]);
  }
  await page.getByRole("link", { name: "To the start" }).click();
  await expect(page).toHaveURL("/");
});

test("a page that fails says so, keeps its frame, and can be tried again", async ({ page, problems }) => {
  await signUp(page, newPerson());
  await withoutTable("account", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Profile" }).click();
    await expect(page.getByRole("heading", { name: "That did not work" })).toBeFocused();
    await expect(page.getByRole("navigation")).toBeVisible();
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  expect(problems.splice(0).length).toBeGreaterThan(0); // the browser reports the failure, too
});
