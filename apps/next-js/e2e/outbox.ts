import { expect, type Page } from "@playwright/test";

/** Opens the newest mail to somebody; it may be on its way still. */
export async function openMail(page: Page, to: string, subject: string): Promise<void> {
  await expect(async () => {
    await page.goto("/outbox");
    const mails = page.getByRole("listitem").filter({ hasText: `to ${to}` });
    await mails.getByRole("link", { name: subject }).first().click({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("heading", { name: subject })).toBeVisible();
}

/** The same, and follows its link. */
export async function followMail(page: Page, to: string, subject: string): Promise<string> {
  await openMail(page, to, subject);
  const link = page.getByRole("article").getByRole("link");
  const address = (await link.getAttribute("href")) ?? "";
  await link.click();
  await expect(page).not.toHaveURL(/outbox/);
  return address;
}

/** Reads the code in the newest mail to somebody, in a tab of its own. */
export async function readMailedCode(page: Page, to: string, subject: string): Promise<string> {
  const tab = await page.context().newPage();
  await openMail(tab, to, subject);
  const code = await tab.locator(".code").textContent();
  await tab.close();
  return code ?? "";
}
