import type { Page } from "@playwright/test";
import { newPerson } from "./person.ts";
import { open } from "./settle.ts";
import { signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";
import { headerTexts, watchTexts } from "./texts.ts";

/** Collects the requests for the session that a page makes. */
function sessionRequests(page: Page): string[] {
  const found: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/auth/get-session") found.push(request.method());
  });
  return found;
}

test("the server's HTML says who is signed in, and the page never says anything else", async ({
  page,
  context,
  openBrowser,
}) => {
  const person = newPerson();
  await signUp(page, person);
  const withoutScripts = await openBrowser({ javaScriptEnabled: false });
  await withoutScripts.context().addCookies(await context.cookies());
  await watchTexts(page);
  for (const path of ["/", "/dashboard"]) {
    await withoutScripts.goto(path);
    if (site.isHeaderRendered) await site.expectHeaderOf(withoutScripts, person);
    await open(page, path);
    await site.expectHeaderOf(page, person);
    const texts = await headerTexts(page);
    expect(texts.filter((text) => /Sign in|Sign up/.test(text))).toEqual([]);
    expect(texts.some((text) => text.includes(person.name))).toBe(true);
    for (const text of texts.filter((text) => text.includes("Signed in"))) expect(text).toContain(person.name);
  }
});

test("many components ask for the session once, and not at all when the server has said it", async ({ page }) => {
  const requests = sessionRequests(page);
  await open(page, "/");
  await site.expectGreetingOf(page, null);
  await site.expectHeaderOf(page, null);
  expect(requests.length).toBeLessThanOrEqual(1);

  const person = newPerson();
  await signUp(page, person);
  requests.length = 0;
  await open(page, "/dashboard");
  await site.expectHeaderOf(page, person);
  expect(requests).toEqual([]);
  await open(page, "/");
  await site.expectGreetingOf(page, person);
  expect(requests).toHaveLength(site.homeRequests);
});

test("a nickname that is changed on the server reaches the whole page", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  const nickname = `Enchantress ${person.nickname}`;
  await site.changeNickname(page, nickname);
  await site.expectHeaderOf(page, person);
  await page.getByRole("banner").getByRole("link").first().click();
  await site.expectGreetingOf(page, { ...person, nickname });
});
