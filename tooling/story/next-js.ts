// The demo of Next.js has more pages than the others, and words of its own.
import { expect } from "@playwright/test";
import type { Site } from "./site.ts";

export const nextJs: Partial<Site> = {
  nextParameter: "from",
  endedPath: /\/sign-in\?notice=ended/,
  signedOutPath: /\/sign-in\?notice=ended/,
  endedNotice: /^You are signed out/,
  shortPassword: /^At least 8 characters; these are 5\.$/,
  notFound: "There is nothing here",
  problem: (page) => page.getByRole("main").locator(".error, [role=alert]"),
  // Next makes its home page when it is built, and renders the header before a page has said who is signed in.
  homeRequests: 1,
  isHeaderRendered: false,

  async expectHeaderOf(page, person) {
    const header = page.getByRole("banner");
    const account = header.getByRole("button", { name: /^Account of/ });
    if (person === null) {
      await expect(header.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
      await expect(account).toHaveCount(0);
      return;
    }
    await expect(account).toContainText(person.name);
    await expect(header.getByRole("link", { name: "Dashboard" })).toBeVisible();
    await expect(header.getByRole("link", { name: /^Sign/ })).toHaveCount(0);
  },

  expectGreetingOf: (page, person) =>
    expect(page.getByRole("region", { name: "Who is signed in" })).toContainText(
      person ? `Signed in as ${person.name}` : "Nobody is signed in here.",
    ),

  expectDashboard: (page) => expect(page.getByRole("heading", { level: 1, name: /^Hello, / })).toBeVisible(),

  async leaveDashboardBehind(page) {
    await page.getByRole("link", { name: "See your sessions" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
  },

  async signOut(page) {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
  },

  async changeNickname(page, nickname) {
    await page.getByRole("link", { name: "Edit your profile" }).click();
    await page.getByLabel("Nickname").fill(nickname);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.getByRole("navigation").getByRole("link", { name: "Dashboard" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Hello, ${nickname}` })).toBeVisible();
  },
};
