import { expect, it } from "vitest";
import { makeAuth, PASSWORD } from "../test-support/instance";

async function warningsFor(...requests: Record<string, string>[]) {
  const warnings: string[] = [];
  const log = (level: string, message: string) => void (level === "warn" && warnings.push(message));
  const { auth } = await makeAuth({ logger: { log }, baseURL: "http://localhost:3000" });
  for (const headers of requests) {
    const answer = await auth.handler(
      new Request("http://localhost:3000/api/auth/sign-in/email", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ email: "a@example.com", password: PASSWORD }),
      }),
    );
    expect(answer.status).toBe(403);
  }
  return warnings;
}

it("a page at another origin than the base URL: said once, with the mend", async () => {
  const evil = { origin: "http://127.0.0.1:3000" };
  expect(await warningsFor(evil, evil, { origin: "https://other.example" })).toEqual([
    'A request from "http://127.0.0.1:3000" was refused: that is not the origin of the base URL "http://localhost:3000/api/auth", and not among trustedOrigins. Open the application at its base URL, or add the origin.',
  ]);
});

it("a page to go to at an origin that nobody trusts: said once, with the mend", async () => {
  const warnings: string[] = [];
  const log = (level: string, message: string) => void (level === "warn" && warnings.push(message));
  const { browser } = await makeAuth({ logger: { log } });
  for (const callbackURL of ["https://evil.example/x", "https://other.example"]) {
    const answer = await browser().signIn({ callbackURL });
    expect(answer).toMatchObject({ status: 403, body: { code: "INVALID_CALLBACK_URL" } });
  }
  expect(warnings).toEqual([
    'A request was refused, because its callbackURL "https://evil.example/x" leads to an origin that is not among trustedOrigins. Add the origin, or name a path of this site.',
  ]);
});

it("a proxy that strips Origin and Referer: said once, with the mend", async () => {
  const [warning, ...others] = await warningsFor({ cookie: "a=1" }, { cookie: "a=1", origin: "null" });
  expect(warning).toContain("neither Origin nor Referer");
  expect(warning).toContain("a proxy in front must let them through");
  expect(others).toEqual([]);
});

it("a path without the check of origins still takes no form of a page that sends its visitors there", async () => {
  const { browser } = await makeAuth({ advanced: { disableOriginCheck: ["/sign-in"] } });
  const alice = browser("alice");
  await alice.signUp();
  const signIn = (mode: string) =>
    browser().post(
      "/sign-in/email",
      { email: alice.email, password: PASSWORD },
      { headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": mode } },
    );
  expect((await signIn("cors")).status).toBe(200);
  expect(await signIn("navigate")).toMatchObject({
    status: 403,
    body: { code: "CROSS_SITE_NAVIGATION_LOGIN_BLOCKED" },
  });
});
