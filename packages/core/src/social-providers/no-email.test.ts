import { afterEach, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerWith, contract, keyOf, optionsFor, profilesOf, values } from "../test-support/provider-contract";
import { comeBack, locationOf, startSocial } from "../test-support/social";
import type { BetterAuthOptions } from "../types";

// Deviation 112: nobody gets an address that was made up for them.

afterEach(() => vi.unstubAllGlobals());

const withoutEmail = Object.keys(contract).filter((id) =>
  JSON.stringify(contract[id]).includes("createPlaceholderEmail"),
);

/** Comes back from a provider that tells no address. */
async function signIn(id: string, options: object = {}) {
  const socialProviders = { [id]: { ...optionsFor(id), ...options } } as BetterAuthOptions["socialProviders"];
  const { browser, rows } = await makeAuth({ socialProviders });
  const person = profilesOf(id).cases.find(({ user }) => user?.email === null);
  const tokenRequest = contract[id]?.tokenRequest;
  if (person === undefined || tokenRequest === undefined)
    throw new Error(`expected somebody without an address: ${id}`);
  answerWith({ ...person.answers, [keyOf(tokenRequest)]: { access_token: "access-token", ...person.tokens.raw } });
  const tab = browser();
  const { state } = await startSocial(tab, id);
  const answer = await comeBack(tab, id, { code: values.code, state });
  return { location: locationOf(answer), users: rows("select email, emailVerified from user") };
}

test("there are providers that tell no address", () => {
  expect(withoutEmail.sort()).toEqual(["reddit", "roblox", "tiktok", "twitter", "wechat"]);
});

test.each(withoutEmail)("%s: without an address nobody is signed up (advisory 43)", async (id) => {
  expect(await signIn(id)).toEqual({ location: "/sorry?error=email_not_found", users: [] });
});

test.each(withoutEmail)("%s: an address that the application knows is taken, unverified", async (id) => {
  const mapProfileToUser = () => ({ email: "jane@example.com" });
  const { location, users } = await signIn(id, { mapProfileToUser });
  expect(location).toBe("/done");
  expect(users).toEqual([{ email: "jane@example.com", emailVerified: 0 }]);
});
