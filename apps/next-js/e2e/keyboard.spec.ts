import type { Page } from "@playwright/test";
import { newPerson } from "./person.ts";
import { expect, test } from "./test.ts";

/** Presses Tab until something has the focus; everything that is passed has to show that it has it. */
async function tabTo(page: Page, role: "link" | "button" | "textbox", name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  await expect(target).toBeVisible();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const isThere = await target.evaluate((element) => element === document.activeElement);
    const isMarked = await page.evaluate(() => {
      const hasOutline = (element: Element | null) =>
        element !== null && getComputedStyle(element).outlineStyle === "solid";
      const active = document.activeElement;
      // The ring stands around the box of an input, and around what stands for a hidden one.
      return (
        active === document.body ||
        [active, active?.parentElement, active?.nextElementSibling].some((element) => hasOutline(element ?? null))
      );
    });
    expect(isMarked, `the focus can be seen on the way to ${name}`).toBe(true);
    if (isThere) return;
  }
  throw new Error(`expected to reach ${role} "${name}" by Tab`);
}

test("everything from sign-up to sign-out is done by the keyboard", async ({ page }) => {
  const person = newPerson();
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "link", "Sign up");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Create an account" })).toBeVisible();
  for (const [label, text] of [
    ["Name", person.name],
    ["E-mail", person.email],
  ] as const) {
    await tabTo(page, "textbox", label);
    await page.keyboard.type(text);
  }
  await tabTo(page, "textbox", "Password");
  await page.keyboard.type(person.password);
  await tabTo(page, "button", "Create account");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Hello, ${person.name}` })).toBeVisible();

  await tabTo(page, "link", "Profile");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Profile", exact: true })).toHaveAttribute("aria-current", "page");
  await tabTo(page, "textbox", "Nickname optional");
  await page.keyboard.type("Countess");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved.")).toBeVisible();

  const account = page.getByRole("button", { name: `Account of ${person.name}` });
  await account.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Edit your profile" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Edit your profile" })).toBeHidden();
  await expect(account).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "button", "Sign out");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/sign-in?notice=ended");
});
