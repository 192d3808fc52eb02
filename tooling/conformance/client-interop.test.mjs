// The client of one release with the server of the other: the same story, the same answers.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OF_OUR_SERVER } from "./client-interop/deviations.mjs";
import { differences } from "./client-interop/record.mjs";
import { startServer } from "./client-interop/server.mjs";
import { live } from "./client-interop/story.mjs";

// The reference takes seconds to import on a busy machine, and each story hashes a dozen passwords.
const MINUTE = 60_000;
const REFERENCE = "better-auth-reference";
const OURS = "better-auth";

const stubs = () => {
  // The reference is less strict in tests, and takes every caller for 127.0.0.1 in development.
  vi.stubEnv("NODE_ENV", "production");
  vi.stubEnv("TEST", "");
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { href: "<unchanged>" } }));
};

async function factsOf(client, server) {
  const [{ createAuthClient }, { inferAdditionalFields }, running] = await Promise.all([
    import(`${client}/client`),
    import(`${client}/client/plugins`),
    startServer(server),
  ]);
  try {
    return await live({ createAuthClient, inferAdditionalFields }, running);
  } finally {
    await running.stop();
  }
}

beforeEach(stubs);
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("what a client sees", () => {
  let reference;
  beforeAll(async () => {
    stubs();
    reference = await factsOf(REFERENCE, REFERENCE);
  }, MINUTE);

  it("is the documented story, from sign-up to deletion", () => {
    expect(reference).toMatchObject({
      "sign up ›.data.user.createdAt": "<date>",
      "sign up ›.data.user.birthday": "<date>",
      "sign in: a wrong password ›.error.code": "INVALID_EMAIL_OR_PASSWORD",
      "sign in: a target elsewhere ›.error.status": 403,
      "redirect: the page ›": "/dashboard",
      "throw: a failure ›.error.code": "INVALID_EMAIL_OR_PASSWORD",
      "store: after sign in ›.email": "ada@example.com",
      "change email: the session ›.email": "countess@example.com",
      "unlink account: what is left ›": 1,
      "delete user ›.data.success": true,
      "delete user: sign in ›.error.status": 401,
    });
  });

  it.each([
    [REFERENCE, OURS, OF_OUR_SERVER],
    [OURS, REFERENCE, []],
    [OURS, OURS, OF_OUR_SERVER],
  ])(
    "is the same with the client of %s and the server of %s",
    { timeout: MINUTE },
    async (client, server, deviations) => {
      const expected = Object.fromEntries(deviations.map(({ fact, reference, here }) => [fact, [reference, here]]));
      expect(differences(reference, await factsOf(client, server))).toEqual(expected);
    },
  );
});

it("differs only where docs/deviations.md has a number", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/deviations.md"), "utf8");
  for (const { number } of OF_OUR_SERVER) expect(page).toContain(`\n| ${number} | `);
});
