// Plain HTTP, so without any JavaScript: what the server says, and to whom.

import { sessionEnd } from "./database.ts";
import { newPerson } from "./person.ts";
import { signUp, site } from "./site.ts";
import { expect, test } from "./test.ts";

const made_up = "better-auth.session_token=made-up.c2lnbmF0dXJl";

test("without a session the dashboard is not even begun", async ({ request }) => {
  for (const cookie of ["", made_up]) {
    const answer = await request.get("/dashboard", { maxRedirects: 0, headers: { cookie } });
    expect([302, 303, 307]).toContain(answer.status());
    const { pathname, searchParams } = new URL(answer.headers().location ?? "", answer.url());
    expect([pathname, searchParams.get(site.nextParameter)]).toEqual(["/sign-in", "/dashboard"]);
    expect(answer.headers()["cache-control"]).toContain("no-store");
    expect(await answer.text()).not.toMatch(/Nickname|Session ends|<dl/);
  }
});

test("the dashboard is rendered on the server, for nobody else", async ({ page, request }) => {
  const person = newPerson();
  await signUp(page, person);
  const answer = await page.request.get("/dashboard");
  const html = await answer.text();
  for (const text of [person.name, person.nickname, person.email]) expect(html).toContain(text);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  await expect(page.locator("dl.facts time")).toHaveAttribute("datetime", sessionEnd(person.email));

  const toSomebodyElse = await request.get("/dashboard");
  expect(toSomebodyElse.url()).toContain("/sign-in?");
  expect(await toSomebodyElse.text()).not.toContain(person.email);
});

test("the browser keeps the session where no script can read it", async ({ page, context }) => {
  await signUp(page, newPerson());
  const cookies = await context.cookies();
  const token = cookies.find(({ name }) => name === "better-auth.session_token");
  expect(token).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([]);
  expect(await page.evaluate(() => document.cookie)).toBe("");
});
