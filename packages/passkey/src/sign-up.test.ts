import { afterEach, describe, expect, it, vi } from "vitest";
import { SoftwareAuthenticator } from "./software-authenticator";
import { isSignedIn, make, refusal } from "./test-instance";
import type { PasskeyRegistrationOptions } from "./types";

afterEach(() => vi.useRealTimers());

const OPTIONS = "/passkey/generate-register-options";
const VERIFY = "/passkey/verify-registration";

/** An application that lets people in by a passkey alone; `context` is the address they want. */
const open: PasskeyRegistrationOptions = {
  requireSession: false,
  resolveUser: ({ context }) => ({ id: "new", name: context ?? "" }),
  afterVerification: async ({ ctx, user }) => {
    if (user.id !== "new") return;
    const made = await ctx.context.internalAdapter.createUser({ email: user.name, name: "New", emailVerified: false });
    return { userId: made?.id, name: "First key" };
  },
};

describe("signing up with a passkey", () => {
  it("makes the user when the answer is right, and signs them in", async () => {
    const { browser, rows, signIn } = await make({ registration: open });
    const phone = browser();
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    expect(begun.body.user).toMatchObject({ name: "new@example.com", displayName: "new@example.com" });
    expect(rows("select * from user")).toEqual([]);
    const key = new SoftwareAuthenticator();
    const answer = await phone.post(VERIFY, { response: key.create(begun.body), createSession: true });
    expect(answer).toMatchObject({
      status: 200,
      body: { name: "First key", user: { email: "new@example.com" }, session: { userId: answer.body.userId } },
    });
    expect((await phone.session()).user.email).toBe("new@example.com");
    expect((await signIn(browser("later"), key)).status).toBe(200);
  });

  it("is begun by the server itself, too, with the cookie in its answer", async () => {
    const { auth, browser } = await make({ registration: open });
    const { headers, response } = await auth.api.generatePasskeyRegistrationOptions({
      query: { context: "new@example.com" },
      returnHeaders: true,
    });
    const cookie = String(headers.getSetCookie()[0]?.split(";")[0]);
    const body = {
      response: new SoftwareAuthenticator().create({ ...response, rp: { id: "localhost" } }),
      createSession: true,
    };
    expect((await browser().post(VERIFY, body, { headers: { cookie } })).status).toBe(200);
    // Where a session is required the call says so, as the route does.
    const closed = await make();
    await expect(closed.auth.api.generatePasskeyRegistrationOptions()).rejects.toMatchObject({ statusCode: 401 });
  });

  it("signs nobody in that does not ask for it", async () => {
    const { browser } = await make({ registration: open });
    const phone = browser();
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    const answer = await phone.post(VERIFY, { response: new SoftwareAuthenticator().create(begun.body) });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("session");
    expect(await isSignedIn(phone)).toBe(false);
  });

  it("makes nobody of a wrong answer", async () => {
    const { browser, rows } = await make({ registration: open });
    const phone = browser();
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    const response = new SoftwareAuthenticator().create(begun.body, { origin: "https://evil.example" });
    expect(await phone.post(VERIFY, { response })).toMatchObject(refusal(400, "FAILED_TO_VERIFY_REGISTRATION"));
    expect(rows("select * from user")).toEqual([]);
  });

  it("makes nobody for a credential that somebody has", async () => {
    const { browser, alice, rows } = await make({ registration: open });
    const { key } = await alice();
    const phone = browser("phone");
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    const response = new SoftwareAuthenticator(key.credentialId).create(begun.body);
    expect(await phone.post(VERIFY, { response })).toMatchObject(refusal(400, "PREVIOUSLY_REGISTERED"));
    expect(rows("select * from user")).toHaveLength(1);
  });

  it.each([
    [undefined, "RESOLVE_USER_REQUIRED"],
    [(): unknown => null, "RESOLVED_USER_INVALID"],
    [() => ({ id: "x" }), "RESOLVED_USER_INVALID"],
    [() => ({ id: "", name: "x" }), "RESOLVED_USER_INVALID"],
    [() => ({ id: 5, name: "x" }), "RESOLVED_USER_INVALID"],
  ] as const)("needs somebody to sign up: %s is refused", async (resolveUser, code) => {
    const { browser, rows } = await make({
      registration: { requireSession: false, resolveUser: resolveUser as never },
    });
    expect(await browser().get(OPTIONS)).toMatchObject(refusal(400, code));
    expect(rows("select * from verification")).toEqual([]);
  });

  it.each([
    [{ userId: 5 }, 400, "RESOLVED_USER_INVALID"],
    [{ userId: "" }, 400, "RESOLVED_USER_INVALID"],
    [{ userId: "nobody" }, 500, "USER_NOT_FOUND"],
    [{}, 500, "USER_NOT_FOUND"],
  ])("is for a user who is there: %j is refused", async (said, status, code) => {
    const registration = { ...open, afterVerification: () => said as never };
    const { browser, rows } = await make({ registration });
    const phone = browser();
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await phone.post(VERIFY, { response })).toMatchObject(refusal(status, code));
    expect(rows("select * from passkey")).toEqual([]);
  });

  it("is no way around a session that is there: not a stale one, not somebody else's", async () => {
    const { browser, alice, rows } = await make({ registration: open }, { session: { freshAge: 1 } });
    const { desk } = await alice();
    const before = rows("select * from passkey").length;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2000 });
    expect(await desk.get(OPTIONS)).toMatchObject(refusal(403, "SESSION_NOT_FRESH"));
    const mallory = browser("mallory");
    await mallory.signUp();
    // Begun without a session, ended with one.
    const phone = browser("phone");
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    for (const [name, value] of phone.jar) mallory.jar.set(name, value);
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await mallory.post(VERIFY, { response })).toMatchObject(
      refusal(401, "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY"),
    );
    expect(rows("select * from passkey")).toHaveLength(before);
  });

  it("does not end what somebody began signed in, once they are signed out", async () => {
    const { alice, rows } = await make({ registration: open });
    const { desk } = await alice();
    const begun = await desk.get(OPTIONS);
    await desk.post("/sign-out");
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await desk.post(VERIFY, { response })).toMatchObject(
      refusal(401, "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY"),
    );
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("tells nobody what a user has registered", async () => {
    const resolved = { id: "" };
    const { browser, alice } = await make({
      registration: { requireSession: false, resolveUser: () => ({ id: resolved.id, name: "alice" }) },
    });
    resolved.id = (await alice()).passkey.userId;
    expect((await browser("stranger").get(OPTIONS)).body.excludeCredentials).toEqual([]);
  });

  it("is asked what every sign-in is asked, and the new key is no second factor of its own", async () => {
    const factors: unknown[] = [];
    const second = {
      id: "second",
      signInRequirements: [
        {
          id: "second",
          order: 500,
          evaluate: (_user: unknown, factor: unknown) => {
            factors.push(factor);
            return { status: "pending", identifier: "x", response: { owed: true } } as const;
          },
        },
      ],
    };
    const { browser, rows } = await make({ registration: open }, {}, [second]);
    const phone = browser();
    const begun = await phone.get(`${OPTIONS}?context=new@example.com`);
    const response = new SoftwareAuthenticator().create(begun.body);
    const answer = await phone.post(VERIFY, { response, createSession: true });
    expect(answer).toMatchObject({ status: 200, body: { owed: true } });
    expect(factors).toEqual([{ id: "passkey" }]);
    expect(rows("select * from session")).toEqual([]);
    expect(await isSignedIn(phone)).toBe(false);
  });
});

describe("registering while signed in", () => {
  it("keeps the session, with createSession, too", async () => {
    const { browser, register, rows } = await make();
    const desk = browser();
    await desk.signUp();
    const { session } = await desk.session();
    const { answer } = await register(desk, new SoftwareAuthenticator(), {}, { createSession: true });
    expect(answer).toMatchObject({ status: 200, body: { session: { id: session.id }, user: { email: desk.email } } });
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("does not give the passkey to somebody else", async () => {
    const other = { id: "" };
    const { browser, register, rows } = await make({
      registration: { afterVerification: () => (other.id ? { userId: other.id } : undefined) },
    });
    const bob = browser("bob");
    other.id = (await bob.signUp()).body.user.id;
    const desk = browser();
    await desk.signUp();
    expect((await register(desk)).answer).toMatchObject(refusal(401, "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY"));
    expect(rows("select * from passkey")).toEqual([]);
    other.id = "";
    expect((await register(desk)).answer.status).toBe(200);
  });
});
