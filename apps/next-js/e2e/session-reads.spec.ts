import type { Page } from "@playwright/test";
import { ageUse, endSessionsAt, sessionEnd } from "./database.ts";
import { newPerson, signUp } from "./person.ts";
import { expect, test } from "./test.ts";

const days = (count: number) => count * 24 * 60 * 60 * 1000;

/** Collects the requests for the session that a page makes. */
function sessionRequests(page: Page): string[] {
  const found: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/auth/get-session")) found.push(request.method());
  });
  return found;
}

test("the home page asks for the session once, however many components use it", async ({ page }) => {
  const requests = sessionRequests(page);
  await page.goto("/", { waitUntil: "networkidle" });
  await expect(page.getByText("Nobody is signed in here.")).toBeVisible();
  expect(requests).toEqual(["GET"]);

  await signUp(page, newPerson());
  requests.length = 0;
  await page.goto("/", { waitUntil: "networkidle" });
  await expect(page.getByText("Signed in as")).toBeVisible();
  expect(requests).toEqual(["GET"]);
});

test("a page that the server has read the session for does not ask again", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  const requests = sessionRequests(page);
  await page.goto("/dashboard", { waitUntil: "networkidle" });
  await expect(page.getByRole("banner")).toContainText(person.name);
  expect(requests).toEqual([]);
});

test("nobody who is signed in is ever shown as a visitor", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.addInitScript(() => {
    const look = () => {
      const text = document.body?.textContent ?? "";
      if (text.includes("Nobody is signed in")) localStorage.setItem("wasVisitor", location.pathname);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
  for (const path of ["/", "/dashboard", "/"]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("banner")).toContainText(person.name);
  }
  expect(await page.evaluate(() => localStorage.getItem("wasVisitor"))).toBeNull();

  await page.context().clearCookies(); // the same watch, where there is something to see
  await page.goto("/", { waitUntil: "networkidle" });
  expect(await page.evaluate(() => localStorage.getItem("wasVisitor"))).toBe("/");
});

test("rendering does not extend a session, because it cannot tell the browser; get-session does both", async ({
  page,
}) => {
  const person = newPerson();
  await signUp(page, person);
  const end = new Date(Date.now() + days(2)); // due: more than a day of the seven has passed
  endSessionsAt(person.email, end);

  for (const path of ["/dashboard", "/sessions", "/profile"]) {
    const rendered = await page.request.get(path);
    expect(await rendered.text()).toContain(person.name);
    expect(rendered.headers()["set-cookie"]).toBeUndefined();
    expect(sessionEnd(person.email)).toEqual(end);
  }

  const read = await page.request.get("/api/auth/get-session");
  expect(read.headers()["set-cookie"]).toContain("Max-Age=604800");
  expect(sessionEnd(person.email).getTime()).toBeGreaterThan(Date.now() + days(6));
});

test("a page that is opened counts as use of the browser, once in five minutes", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  const requests = sessionRequests(page);
  ageUse(person.email, 4);
  await page.goto("/dashboard", { waitUntil: "networkidle" });
  expect(requests).toEqual([]);
  const used = ageUse(person.email, 10);
  await page.goto("/sessions", { waitUntil: "networkidle" });
  expect(requests).toEqual(["GET"]);
  expect(sessionEnd(person.email).getTime()).toBeGreaterThan(used.getTime() + days(7));
  await page.getByRole("navigation").getByRole("link", { name: "Dashboard" }).click();
  await expect(page.getByRole("heading", { name: "Hello, " })).toBeVisible();
  expect(requests).toEqual(["GET"]);
});
