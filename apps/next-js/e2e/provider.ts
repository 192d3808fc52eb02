// The providers of accounts of these tests, and what somebody does on their pages.
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 4310);

/** An OpenID provider. Another host than the application's, as in life. */
export const testProvider = `http://127.0.0.1:${port + 1}`;

/** Stands for GitHub. */
export const plainProvider = `http://127.0.0.1:${port + 2}`;

/** Somebody with an account elsewhere. */
export interface Somebody {
  name: string;
  /** Without one they keep it secret. */
  email?: string;
  /** @default true */
  isVerified?: boolean;
}

export function newSomebody(name = "Grace Hopper"): Somebody & { email: string } {
  return { name, email: `grace.${randomUUID().slice(0, 8)}@example.com` };
}

/** Says at the provider who is there. */
export async function chooseSomebody(page: Page, { name, email = "", isVerified = true }: Somebody): Promise<void> {
  await expect(page.getByRole("heading", { name: "Who are you?" })).toBeVisible();
  await page.getByText("Somebody else").click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("The address is verified").setChecked(isVerified);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** From a page with the button to the provider, and back. */
export async function continueAs(page: Page, somebody: Somebody, provider = "Test provider"): Promise<void> {
  await page.getByRole("button", { name: `Continue with ${provider}` }).click();
  await chooseSomebody(page, somebody);
}

/** Signs up by the provider, and goes on to the dashboard. */
export async function signUpAs(page: Page, somebody: Somebody): Promise<void> {
  await page.goto("/sign-up");
  await continueAs(page, somebody);
  await expect(page.getByRole("heading", { name: `Welcome, ${somebody.name}` })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page).toHaveURL("/dashboard");
}

/** Browsers that want to go to GitHub get to what stands for it. */
export async function standInForGitHub(page: Page): Promise<void> {
  await page.context().route("https://github.com/**", (route) => {
    const { pathname, search } = new URL(route.request().url());
    return route.fulfill({ status: 302, headers: { location: `${plainProvider}${pathname}${search}` } });
  });
  await page
    .context()
    .route("https://avatars.githubusercontent.com/**", (route) =>
      route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    );
}
