import { expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

it("trustedOrigins as a function is asked once for each request, with the request", async () => {
  const asked: (string | undefined)[] = [];
  const { browser } = await makeAuth({
    trustedOrigins: async (request) => {
      asked.push(request && new URL(request.url).pathname);
      return ["https://partner.example.com", undefined, null];
    },
  });
  asked.length = 0;
  const alice = browser();
  await alice.signUp();
  const fromPartner = await alice.signIn({ callbackURL: "https://partner.example.com/home" });
  expect([fromPartner.status, fromPartner.body.url]).toEqual([200, "https://partner.example.com/home"]);
  expect((await alice.signIn({ callbackURL: "https://evil.example/home" })).status).toBe(403);
  expect(asked).toEqual(["/api/auth/sign-up/email", "/api/auth/sign-in/email", "/api/auth/sign-in/email"]);
});
