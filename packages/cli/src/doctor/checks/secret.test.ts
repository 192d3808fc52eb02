import { describe, expect, it } from "vitest";
import { SECRET, told } from "../../../test-support/doctor-facts";
import { secret } from "./secret";

const with_ = (environment: Record<string, string>, isProduction = true) =>
  told(secret, { baseURL: "https://shop.example.com" }, { environment, isProduction });

describe("the secret", () => {
  it("is well when it is long and random, alone or in rotation", async () => {
    expect(await with_({ BETTER_AUTH_SECRET: SECRET })).toEqual(["well: long and random enough"]);
    const rotated = { BETTER_AUTH_SECRETS: `2:${SECRET},1:${SECRET.toLowerCase()}` };
    expect(await with_(rotated)).toEqual(["well: 2 in rotation; the first one signs"]);
  });

  it.each([
    ["none", {}, "broken: there is none of your own"],
    ["the public one", { AUTH_SECRET: "better-auth-secret-12345678901234567890" }, "broken: there is none of your own"],
    ["a short one", { BETTER_AUTH_SECRET: "hunter2hunter2" }, "broken: it has 14 characters, of at least 32"],
    ["a guessable one", { BETTER_AUTH_SECRET: "a".repeat(40) }, "weak: it looks guessable"],
    [
      "a short older one",
      { BETTER_AUTH_SECRETS: `2:${SECRET},1:short` },
      "weak: BETTER_AUTH_SECRETS lists an older secret of fewer than 32 characters",
    ],
    [
      "two that differ",
      { BETTER_AUTH_SECRET: SECRET, AUTH_SECRET: SECRET.toLowerCase() },
      "weak: BETTER_AUTH_SECRET and AUTH_SECRET differ, and the first one is used",
    ],
  ] satisfies [string, Record<string, string>, string][])("complains of %s", async (_, environment, found) => {
    expect(await with_(environment)).toEqual([found]);
  });

  it("is told as a weakness where nobody else comes", async () => {
    const here = { isProduction: false, environment: {} };
    expect(await told(secret, {}, here)).toEqual(["weak: there is none of your own"]);
    const short = { isProduction: false, environment: { BETTER_AUTH_SECRET: "hunter2" } };
    expect(await told(secret, {}, short)).toEqual(["weak: it has 7 characters, of at least 32"]);
  });

  it("may not stand in the source", async () => {
    expect(await told(secret, { secret: SECRET }, { environment: {} })).toEqual([
      "weak: the option secret is no variable of the environment, so it may stand in the source",
    ]);
    expect(await told(secret, { secret: SECRET }, { environment: { MY_SECRET: SECRET } })).toEqual([
      "well: long and random enough",
    ]);
  });
});
