import type { AuthEvent } from "@better-auth/core/types";
import { memoryStorage, ORIGIN } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Claims, SoftwareAuthenticator } from "./software-authenticator";
import { isSignedIn, make, refusal } from "./test-instance";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const NOT_RIGHT = refusal(400, "AUTHENTICATION_FAILED");
const NO_CHALLENGE = refusal(400, "CHALLENGE_NOT_FOUND");
const OPTIONS = "/passkey/generate-authenticate-options";
const VERIFY = "/passkey/verify-authentication";

describe("signing in", () => {
  it("gives a session, and counts", async () => {
    const { alice, signIn, browser, rows } = await make();
    const { key, passkey } = await alice();
    const phone = browser("phone");
    const answer = await signIn(phone, key);
    expect(answer).toMatchObject({
      status: 200,
      body: { user: { id: passkey.userId, email: "alice@example.com" }, session: { userId: passkey.userId } },
    });
    expect((await phone.session()).session.id).toBe(answer.body.session.id);
    expect(rows("select counter from passkey")).toEqual([{ counter: 1 }]);
  });

  it("asks for nobody in particular, and whoever is signed in for a passkey of theirs", async () => {
    const { alice, browser } = await make();
    const { desk, passkey } = await alice();
    const { body } = await browser("phone").get(OPTIONS);
    expect(body).toMatchObject({ rpId: "localhost", userVerification: "preferred" });
    expect(body).not.toHaveProperty("allowCredentials");
    expect((await desk.get(OPTIONS)).body.allowCredentials).toEqual([
      { id: passkey.credentialID, transports: ["internal"], type: "public-key" },
    ]);
  });

  it("works where challenges are in a secondary storage", async () => {
    const { alice, signIn, browser } = await make({}, { secondaryStorage: memoryStorage() });
    const { key } = await alice();
    expect((await signIn(browser("phone"), key)).status).toBe(200);
  });

  it("works in four statements", async () => {
    const { alice, signIn, browser, statementsOf } = await make();
    const { key } = await alice();
    await signIn(browser("warm"), key);
    const phone = browser("phone");
    const { body } = await phone.get(OPTIONS);
    const response = key.get(body);
    // MySQL gives back no rows that it deletes, so the challenge is read first.
    const expected = process.env.BETTER_AUTH_TEST_DATABASE === "mysql" ? 5 : 4;
    expect(await statementsOf(() => phone.post(VERIFY, { response }))).toHaveLength(expected);
  });
});

describe("an answer to a sign-in", () => {
  const lies: [string, Claims][] = [
    ["of another origin", { origin: "https://evil.example" }],
    ["for another domain", { rpId: "evil.example" }],
    ["to another challenge", { challenge: "AAAA" }],
    ["of the other ceremony", { type: "webauthn.create" }],
    ["of nobody who was there", { isPresent: false }],
  ];

  it.each(lies)("%s is refused, and spends the challenge", async (_what, claims) => {
    const { alice, signIn, browser, rows } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    expect(await signIn(phone, key, claims)).toMatchObject(NOT_RIGHT);
    const response = key.get({ challenge: "AAAA", rpId: "localhost" });
    expect(await phone.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
    expect(await isSignedIn(phone)).toBe(false);
    expect(rows("select counter from passkey")).toEqual([{ counter: 0 }]);
    expect((await signIn(phone, key)).status).toBe(200);
  });

  it("without a PIN, a finger or a face is refused where that is asked for", async () => {
    const { alice, signIn, browser } = await make({ requireUserVerification: true });
    const { key } = await alice();
    const phone = browser("phone");
    expect((await phone.get(OPTIONS)).body.userVerification).toBe("required");
    expect(await signIn(phone, key, { isVerified: false })).toMatchObject(NOT_RIGHT);
    expect((await signIn(phone, key)).status).toBe(200);
  });

  it("is no proof with another key", async () => {
    const { alice, browser, signIn } = await make();
    const { key } = await alice();
    const forger = new SoftwareAuthenticator(key.credentialId);
    forger.create({ challenge: "x", rp: { id: "localhost" } });
    const phone = browser("phone");
    expect(await signIn(phone, forger)).toMatchObject(refusal(401, "AUTHENTICATION_FAILED"));
    expect(await isSignedIn(phone)).toBe(false);
    key.counter = 0;
    // What was forged has not counted either.
    expect((await signIn(phone, key)).status).toBe(200);
  });

  it("of a passkey that nobody has is refused", async () => {
    const { browser, signIn } = await make();
    const stranger = new SoftwareAuthenticator();
    stranger.create({ challenge: "x", rp: { id: "localhost" } });
    expect(await signIn(browser(), stranger)).toMatchObject(refusal(401, "PASSKEY_NOT_FOUND"));
  });

  const junk: [string, (answer: Record<string, unknown>) => unknown, number, string][] = [
    ["nothing", () => undefined, 400, "VALIDATION_ERROR"],
    ["a text", () => "x", 400, "VALIDATION_ERROR"],
    ["a list", () => [], 400, "VALIDATION_ERROR"],
    ["an empty object", () => ({}), 401, "PASSKEY_NOT_FOUND"],
    ["a list as id", ({ id, ...rest }) => ({ ...rest, id: [id] }), 401, "PASSKEY_NOT_FOUND"],
    ["an operator as id", (answer) => ({ ...answer, id: { $ne: null } }), 401, "PASSKEY_NOT_FOUND"],
    ["no answer", (answer) => ({ ...answer, response: undefined }), 400, "AUTHENTICATION_FAILED"],
    ["an empty answer", (answer) => ({ ...answer, response: {} }), 400, "AUTHENTICATION_FAILED"],
    [
      "an answer of numbers",
      (answer) => ({ ...answer, response: { clientDataJSON: 1 } }),
      400,
      "AUTHENTICATION_FAILED",
    ],
    ["another raw id", (answer) => ({ ...answer, rawId: "AAAA" }), 400, "AUTHENTICATION_FAILED"],
    ["another type", (answer) => ({ ...answer, type: "password" }), 400, "AUTHENTICATION_FAILED"],
    [
      "short authenticator data",
      (answer) => ({ ...answer, response: { ...(answer.response as object), authenticatorData: "AAAA" } }),
      400,
      "AUTHENTICATION_FAILED",
    ],
    [
      "a signature that is none",
      (answer) => ({ ...answer, response: { ...(answer.response as object), signature: "AAAA" } }),
      400,
      "AUTHENTICATION_FAILED",
    ],
  ];

  it.each(junk)("that is %s is refused", async (_what, spoil, status, code) => {
    const { alice, signIn, browser } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    const { body } = await phone.get(OPTIONS);
    const response = spoil({ ...key.get(body) });
    expect(await phone.post(VERIFY, { response })).toMatchObject(refusal(status, code));
    expect(await isSignedIn(phone)).toBe(false);
    expect((await signIn(phone, key)).status).toBe(200);
  });

  it("works once, of fifty at the same moment", async () => {
    const { alice, browser, rows } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    const { body } = await phone.get(OPTIONS);
    const responses = Array.from({ length: 50 }, () => key.get(body));
    const answers = await Promise.all(responses.map((response) => phone.post(VERIFY, { response })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toMatchObject(NO_CHALLENGE);
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("works once, one after the other", async () => {
    const { alice, browser } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    const response = key.get((await phone.get(OPTIONS)).body);
    expect((await phone.post(VERIFY, { response })).status).toBe(200);
    expect(await phone.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
  });

  it("is worth nothing in a browser that did not ask", async () => {
    const { alice, browser } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    const response = key.get((await phone.get(OPTIONS)).body);
    expect(await browser("thief").post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
    const thief = browser("thief");
    await thief.get(OPTIONS);
    expect(await thief.post(VERIFY, { response })).toMatchObject(NOT_RIGHT);
    expect((await phone.post(VERIFY, { response })).status).toBe(200);
  });

  it("to a challenge for registering is none (advisory 17)", async () => {
    const { alice, signIn } = await make();
    const { desk, key } = await alice();
    const { body } = await desk.get("/passkey/generate-register-options");
    const response = key.get({ challenge: body.challenge, rpId: "localhost" });
    expect(await desk.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
    expect((await signIn(desk, key)).status).toBe(200);
  });

  it("is too late after five minutes", async () => {
    const { alice, browser } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    const response = key.get((await phone.get(OPTIONS)).body);
    vi.setSystemTime(Date.now() + 300_000);
    expect(await phone.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
  });

  it("comes from a page of ours: other sites cannot send it", async () => {
    const { alice, browser } = await make();
    const { key } = await alice();
    const phone = browser("phone");
    const response = key.get((await phone.get(OPTIONS)).body);
    expect((await phone.post(VERIFY, { response }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await phone.post(VERIFY, { response }, { origin: ORIGIN })).status).toBe(200);
  });
});

describe("the counter", () => {
  async function counting() {
    const events: AuthEvent[] = [];
    const watcher = { id: "watcher", events: [{ handle: (event: AuthEvent) => void events.push(event) }] };
    const made = await make({}, {}, [watcher]);
    const { key, passkey } = await made.alice();
    return { ...made, key, passkey, failures: () => events.filter(({ type }) => type === "sign-in.failed") };
  }

  it("that does not go up is a copy: refused, and told apart for whoever watches", async () => {
    const { key, passkey, signIn, browser, rows, failures } = await counting();
    key.counter = 9;
    expect((await signIn(browser("phone"), key)).status).toBe(200);
    for (const before of [9, 4, -1]) {
      key.counter = before === 9 ? 9 : before;
      const thief = browser("thief");
      expect(await signIn(thief, key)).toMatchObject(NOT_RIGHT);
      expect(await isSignedIn(thief)).toBe(false);
    }
    expect(rows("select counter from passkey")).toEqual([{ counter: 10 }]);
    expect(failures()).toEqual(
      Array(3).fill(
        expect.objectContaining({ factor: "passkey", reason: "COUNTER_DID_NOT_GO_UP", userId: passkey.userId }),
      ),
    );
    key.counter = 10;
    expect((await signIn(browser("phone"), key)).status).toBe(200);
  });

  it("of an answer that is not signed raises no alarm, and is not kept", async () => {
    const { key, signIn, browser, rows, failures } = await counting();
    key.counter = 9;
    expect((await signIn(browser("phone"), key)).status).toBe(200);
    const forger = new SoftwareAuthenticator(key.credentialId);
    forger.create({ challenge: "x", rp: { id: "localhost" } });
    for (const counter of [3, 1_000_000]) {
      forger.counter = counter;
      expect((await signIn(browser("thief"), forger)).status).toBe(401);
    }
    expect(rows("select counter from passkey")).toEqual([{ counter: 10 }]);
    expect(failures()).toEqual([
      expect.objectContaining({ reason: "AUTHENTICATION_FAILED" }),
      expect.objectContaining({ reason: "AUTHENTICATION_FAILED" }),
    ]);
  });

  it("is used up by one of many sign-ins that say the same number", async () => {
    const { key, browser, rows } = await counting();
    const begun = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const phone = browser(`b${i}`);
        return { phone, body: (await phone.get(OPTIONS)).body };
      }),
    );
    const ready = begun.map(({ phone, body }) => {
      key.counter = 6;
      return { phone, response: key.get(body) };
    });
    const answers = await Promise.all(ready.map(({ phone, response }) => phone.post(VERIFY, { response })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(rows("select counter from passkey")).toEqual([{ counter: 7 }]);
  });

  it("of a synchronised passkey stays 0, on as many devices as there are", async () => {
    const { key, signIn, browser, rows } = await counting();
    key.counter = -1;
    const done = await Promise.all(
      ["phone", "laptop", "tablet"].map((name) => signIn(browser(name), key, { isSynchronised: true })),
    );
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(rows("select counter, backedUp from passkey")).toEqual([{ counter: 0, backedUp: 1 }]);
  });
});

describe("whoever signs in", () => {
  const watching = () => {
    const factors: unknown[] = [];
    return {
      factors,
      plugin: {
        id: "second",
        signInRequirements: [
          {
            id: "second",
            order: 500,
            evaluate: (_user: unknown, factor: { id: string; multiFactor?: boolean | undefined }) => {
              factors.push(factor);
              if (factor.id !== "passkey" || factor.multiFactor) return { status: "satisfied" } as const;
              return { status: "pending", identifier: "x", response: { owed: true } } as const;
            },
          },
        ],
      },
    };
  };

  it("has shown two factors with user verification, and one without", async () => {
    const { plugin, factors } = watching();
    const { alice, signIn, browser, rows } = await make({}, {}, [plugin]);
    const { key } = await alice();
    factors.length = 0;
    expect((await signIn(browser("phone"), key)).body.session).toBeTruthy();
    const thief = browser("thief");
    expect(await signIn(thief, key, { isVerified: false })).toMatchObject({ status: 200, body: { owed: true } });
    expect(await isSignedIn(thief)).toBe(false);
    expect(factors).toEqual([
      { id: "passkey", multiFactor: true },
      { id: "passkey", multiFactor: false },
    ]);
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("is refused when the application throws, and gets no session", async () => {
    const state = { isClosed: false };
    const { APIError } = await import("@better-auth/core/error");
    const { alice, signIn, browser } = await make({
      authentication: {
        afterVerification: () => {
          if (state.isClosed) throw new APIError("FORBIDDEN", { code: "CLOSED", message: "Closed" });
        },
      },
    });
    const { key } = await alice();
    expect((await signIn(browser("phone"), key)).status).toBe(200);
    state.isClosed = true;
    const phone = browser("late");
    expect(await signIn(phone, key)).toMatchObject(refusal(403, "CLOSED"));
    expect(await isSignedIn(phone)).toBe(false);
  });

  it("is gone with their passkeys when the user is deleted", async () => {
    const { alice, signIn, browser, rows } = await make({}, { user: { deleteUser: { enabled: true } } });
    const { key, desk } = await alice();
    expect((await signIn(browser("phone"), key)).status).toBe(200);
    expect((await desk.post("/delete-user", {})).status).toBe(200);
    expect(rows("select * from passkey")).toEqual([]);
    expect(await signIn(browser("phone"), key)).toMatchObject(refusal(401, "PASSKEY_NOT_FOUND"));
  });

  it("is not whoever planted a passkey before the address was proved (advisory 15)", async () => {
    const { alice, auth, signIn, browser, rows } = await make();
    const { key, passkey } = await alice();
    expect((await signIn(browser("mallory"), key)).status).toBe(200);
    const { revokeUnprovenAccountAccess } = await import("@better-auth/core/lifecycle");
    await revokeUnprovenAccountAccess({ context: await auth.$context }, passkey.userId);
    expect(rows("select * from passkey")).toEqual([]);
    expect(await signIn(browser("mallory"), key)).toMatchObject(refusal(401, "PASSKEY_NOT_FOUND"));
  });

  it("keeps a passkey when their address was proved before", async () => {
    const { alice, auth, db, signIn, browser } = await make();
    const { key, passkey } = await alice();
    db.prepare('update "user" set "emailVerified" = true').run();
    const { revokeUnprovenAccountAccess } = await import("@better-auth/core/lifecycle");
    await revokeUnprovenAccountAccess({ context: await auth.$context }, passkey.userId);
    expect((await signIn(browser("phone"), key)).status).toBe(200);
  });
});
