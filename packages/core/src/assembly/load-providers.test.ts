import { expect, it } from "vitest";
import { PROVIDER_NAMES } from "../routes/oauth/provider-name";
import { socialProviderList } from "../social-providers/list";
import { makeAuth } from "../test-support/instance";
import { listenToLog } from "../test-support/log-lines";
import type { SocialProviders } from "../types";

it("the names that calls may give are those of the providers that there are", () => {
  expect([...PROVIDER_NAMES].sort()).toEqual([...socialProviderList].sort());
});

const keys = { clientId: "id", clientSecret: "secret" };

async function start(socialProviders: SocialProviders) {
  const { lines, logger } = listenToLog();
  const made = await makeAuth({ socialProviders, logger });
  const begin = (provider: string) => made.browser().post("/sign-in/social", { provider });
  return { ...made, begin, problems: () => lines.filter((line) => line.startsWith("error")) };
}

it("a provider is there with its keys, given as they are or by a function", async () => {
  const { begin, problems } = await start({ github: keys, google: async () => keys });
  for (const provider of ["github", "google"]) expect((await begin(provider)).status).toBe(200);
  expect(problems()).toEqual([]);
});

it("one that is turned off, or that nobody has configured, is not", async () => {
  const { begin } = await start({ github: { ...keys, enabled: false }, google: undefined });
  for (const provider of ["github", "google"]) expect((await begin(provider)).status).toBe(404);
});

it("one without its keys is left out with a word in the log, and people sign in in other ways", async () => {
  // An environment variable that is missing: types say that it is there.
  const missing = undefined as unknown as string;
  const { begin, browser, problems } = await start({
    github: { clientId: missing, clientSecret: "secret" },
    discord: { clientId: "id", clientSecret: "" },
    google: keys,
  });
  expect((await browser().signUp()).status).toBe(200);
  expect((await begin("google")).status).toBe(200);
  expect(problems()).toEqual([
    expect.stringContaining("socialProviders.github.clientId is missing: give the client id that GitHub shows."),
    expect.stringContaining("socialProviders.discord.clientSecret is missing: give the secret that Discord shows."),
  ]);
  for (const provider of ["github", "discord"]) {
    expect(await begin(provider)).toMatchObject({ status: 404, body: { code: "PROVIDER_NOT_FOUND" } });
  }
});

it.each<[object, string]>([
  [{ githup: keys }, "socialProviders.githup is none of the providers that are built in: apple, "],
  [{ github: "keys" }, "socialProviders.github: expected an object with clientId and clientSecret."],
  [{ microsoft: { ...keys, authority: "http://example.com" } }, "socialProviders.microsoft.authority is "],
])("options that cannot work are refused: %j", async (socialProviders, message) => {
  await expect(start(socialProviders as SocialProviders)).rejects.toThrow(message);
});
