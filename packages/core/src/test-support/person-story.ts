import { expect } from "vitest";
import type { Browser } from "./browser";

/** What the person of a story signs in with. */
export const PERSON = { email: "alice@example.com", password: "a long password" };

/** Somebody signs up, out and in, over whatever adapter. The browser is signed in afterwards. */
export async function signUpOutAndIn(browser: Browser): Promise<void> {
  expect(await browser.send("POST", "/sign-up/email", { ...PERSON, name: "Alice" })).toMatchObject({
    status: 200,
    body: { user: { name: "Alice", email: PERSON.email, emailVerified: false } },
  });
  expect((await browser.send("POST", "/sign-up/email", { ...PERSON, name: "Eve" })).status).toBe(422);
  expect((await browser.send("POST", "/sign-out", {})).body).toEqual({ success: true });
  expect((await browser.send("GET", "/get-session")).body).toBeNull();
  expect((await browser.send("POST", "/sign-in/email", { ...PERSON, password: "a wrong password" })).status).toBe(401);
  expect((await browser.send("POST", "/sign-in/email", PERSON)).status).toBe(200);
  const { body } = await browser.send("GET", "/get-session");
  expect(body).toMatchObject({ user: { email: PERSON.email }, session: { userAgent: `${browser.name}/1.0` } });
  expect(body.session.expiresAt).toMatch(/^20\d\d-.*Z$/);
}
