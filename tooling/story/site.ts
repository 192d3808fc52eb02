// How a visitor finds things on a page. One application has more pages and words of its own: next-js.ts.
import { expect, type Locator, type Page } from "@playwright/test";
import { appUnderTest } from "./apps.ts";
import { nextJs } from "./next-js.ts";
import type { Person } from "./person.ts";
import { open, settle } from "./settle.ts";

const app = appUnderTest();

/** What differs between applications. */
export interface Site {
  /** What says, in the address of the sign-in form, where to go on to. */
  nextParameter: string;
  /** Where a page leads whose session has ended while it was open. */
  endedPath: RegExp;
  /** Where a sign-out leads. */
  signedOutPath: RegExp;
  /** What the form says that a session's end has led to. */
  endedNotice: RegExp;
  /** What the sign-up form says of a password that is too short. */
  shortPassword: RegExp;
  /** What a form says is wrong. */
  problem(page: Page): Locator;
  /** What the header says of who is signed in. */
  expectHeaderOf(page: Page, person: Person | null): Promise<void>;
  /** What the second component of the home page says of who is signed in. */
  expectGreetingOf(page: Page, person: Person | null): Promise<void>;
  /** The dashboard of somebody, by its heading. */
  expectDashboard(page: Page): Promise<void>;
  /** Goes where a sign-out has the back button lead to the dashboard. */
  leaveDashboardBehind(page: Page): Promise<void>;
  signOut(page: Page): Promise<void>;
  /** Changes the nickname by a form that the server takes, and waits until the page shows it. */
  changeNickname(page: Page, nickname: string): Promise<void>;
  /** The heading of a page that is not there. */
  notFound: string;
  /** How often the home page asks for the session of somebody who is signed in. */
  homeRequests: number;
  /** Whether the server's HTML says in the header who is signed in. */
  isHeaderRendered: boolean;
}

const smallDemo: Site = {
  nextParameter: "next",
  endedPath: /\/sign-in\?ended/,
  signedOutPath: /:\d+\/$/,
  endedNotice: /^Your session has ended\. Please sign in again\.$/,
  shortPassword: /^Password too short$/,
  problem: (page) => page.getByRole("main").getByRole("alert"),
  notFound: "Not found",
  homeRequests: 0,
  isHeaderRendered: true,

  async expectHeaderOf(page, person) {
    const header = page.getByRole("banner");
    if (person === null) {
      await expect(header.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
      await expect(header.getByRole("link", { name: "Sign up", exact: true })).toBeVisible();
      await expect(header.getByRole("status")).toHaveCount(0);
      await expect(header.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(0);
      return;
    }
    await expect(header.getByRole("status")).toHaveText(`Signed in as ${person.name}`);
    await expect(header.getByRole("link", { name: "Dashboard", exact: true })).toBeVisible();
    await expect(header.getByRole("link", { name: /^Sign/ })).toHaveCount(0);
  },

  expectGreetingOf: (page, person) =>
    expect(page.locator("main p.lead")).toHaveText(person ? `Hello ${person.nickname}` : "Nobody is signed in"),

  expectDashboard: (page) => expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible(),

  leaveDashboardBehind: async () => {}, // a sign-out goes on to another page

  signOut: (page) => page.getByRole("banner").getByRole("button", { name: "Sign out", exact: true }).click(),

  async changeNickname(page, nickname) {
    await settle(page);
    await page.getByLabel("New nickname").fill(nickname);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(fact(page, "Nickname")).toHaveText(nickname);
  },
};

export const site: Site = app.name === "next-js" ? { ...smallDemo, ...nextJs } : smallDemo;

/** The address of the sign-in form that leads on to a path. */
export function signInPath(next: string): string {
  return `/sign-in?${site.nextParameter}=${encodeURIComponent(next)}`;
}

/** What the dashboard says of somebody. */
export function fact(page: Page, term: string): Locator {
  return page.locator(`dl.facts dt:text-is("${term}") + dd`);
}

/** By the beginning of its label: an application may add that it is optional. */
export function field(page: Page, label: "Name" | "Nickname" | "E-mail" | "Password"): Locator {
  return page.getByRole("main").getByLabel(new RegExp(`^${label}`));
}

export async function fillSignUp(page: Page, person: Person): Promise<void> {
  await field(page, "Name").fill(person.name);
  await field(page, "Nickname").fill(person.nickname);
  await field(page, "E-mail").fill(person.email);
  await field(page, "Password").fill(person.password);
}

export async function fillSignIn(page: Page, person: Person): Promise<void> {
  await field(page, "E-mail").fill(person.email);
  await field(page, "Password").fill(person.password);
}

/** Presses the button of a form. */
export async function press(page: Page, name: "Create account" | "Sign in"): Promise<void> {
  await page.getByRole("main").getByRole("button", { name, exact: true }).click();
}

/** Somebody new, who is on the dashboard afterwards. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await open(page, "/sign-up");
  await fillSignUp(page, person);
  await press(page, "Create account");
  await expect(page).toHaveURL("/dashboard");
  await site.expectDashboard(page);
}

/** Goes to the home page as people do, without loading it again. */
export async function goHome(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: app.heading })).toBeVisible();
}

/** Somebody comes back to the page, and some time has passed. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 10_000;
    window.dispatchEvent(new Event("focus"));
  });
}
