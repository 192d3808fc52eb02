import { betterAuth } from "@better-auth/core";
import { ORIGIN } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { passkey } from ".";
import { type Claims, SoftwareAuthenticator } from "./software-authenticator";
import { make, refusal } from "./test-instance";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const FAILED = refusal(400, "FAILED_TO_VERIFY_REGISTRATION");
const NO_CHALLENGE = refusal(400, "CHALLENGE_NOT_FOUND");
const OPTIONS = "/passkey/generate-register-options";
const VERIFY = "/passkey/verify-registration";

describe("registering", () => {
  it("stores the key, not the secret of the ceremony, and gives the passkey back", async () => {
    const { alice, rows } = await make();
    const { passkey, key } = await alice();
    expect(passkey).toMatchObject({
      name: null,
      credentialID: key.credentialId.toString("base64url"),
      counter: 0,
      deviceType: "singleDevice",
      backedUp: false,
      transports: "internal",
      aaguid: "00000000-0000-0000-0000-000000000000",
    });
    expect(rows("select * from passkey")).toHaveLength(1);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("keeps the challenge under its purpose, unreadable, for five minutes", async () => {
    const { browser, rows } = await make({}, { verification: { storeIdentifier: "plain" } });
    const desk = browser();
    await desk.signUp();
    const { cookies } = await desk.get(OPTIONS);
    expect(cookies).toEqual([expect.stringMatching(/^better-auth\.better-auth-passkey=.*; Max-Age=300; .*HttpOnly/)]);
    const [row] = rows("select identifier, value from verification");
    expect(row?.identifier).toMatch(/^passkey:[a-zA-Z0-9]{32}$/);
    expect(JSON.parse(String(row?.value))).toMatchObject({ type: "registration", isSignedIn: true });
  });

  it("names the passkey, without spaces around the name", async () => {
    const { browser, register } = await make();
    const desk = browser();
    await desk.signUp();
    const named = async (name: unknown) => (await register(desk, new SoftwareAuthenticator(), {}, { name })).answer;
    expect((await named("  Laptop ")).body.name).toBe("Laptop");
    expect((await named("  ")).body.name).toBeNull();
    for (const name of ["x".repeat(256), "a\u0000b", 5, ["Laptop"]]) {
      expect(await named(name)).toMatchObject(refusal(400, "VALIDATION_ERROR"));
    }
  });

  it("tells the browser who it is for, and what is registered already", async () => {
    const { alice } = await make({ rpName: "Acme" });
    const { desk, passkey } = await alice();
    const { body } = await desk.get(`${OPTIONS}?name=Given&authenticatorAttachment=platform`);
    expect(body).toMatchObject({
      rp: { name: "Acme", id: "localhost" },
      user: { name: "Given", displayName: "alice@example.com" },
      excludeCredentials: [{ id: passkey.credentialID, transports: ["internal"], type: "public-key" }],
      authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "preferred" },
    });
  });

  it("names the application and its domain, whatever the request says of the host", async () => {
    const { browser } = await make({}, { appName: "Shop", baseURL: "https://shop.example" });
    const desk = browser();
    await desk.post(
      "https://shop.example/api/auth/sign-up/email",
      {
        name: "A",
        email: "a@example.com",
        password: "correct horse 1",
      },
      { origin: "https://shop.example" },
    );
    const { body } = await desk.get("http://evil.example/api/auth/passkey/generate-authenticate-options");
    expect(body.rpId).toBe("shop.example");
  });

  it("finds the domain for each request, where a function says it", async () => {
    const rpID = (ctx: { headers?: Headers | undefined }) => ctx.headers?.get("x-tenant") ?? "none.example";
    const { browser } = await make({ rpID });
    const options = { headers: { "x-tenant": "one.example" } };
    expect((await browser().get("/passkey/generate-authenticate-options", options)).body.rpId).toBe("one.example");
  });

  it("is for whoever signed in a short while ago (advisory 94)", async () => {
    const { browser, register } = await make();
    const desk = browser();
    expect(await desk.get(OPTIONS)).toMatchObject(refusal(401, "UNAUTHORIZED"));
    await desk.signUp();
    expect((await register(desk)).answer.status).toBe(200);
    const begun = await desk.get(OPTIONS);
    vi.setSystemTime(Date.now() + 86_400_000);
    expect(await desk.get(OPTIONS)).toMatchObject(refusal(403, "SESSION_NOT_FRESH"));
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await desk.post(VERIFY, { response })).toMatchObject(refusal(403, "SESSION_NOT_FRESH"));
  });

  it("refuses an attachment that there is not", async () => {
    const { browser } = await make();
    const desk = browser();
    await desk.signUp();
    expect(await desk.get(`${OPTIONS}?authenticatorAttachment=wrong`)).toMatchObject(refusal(400, "VALIDATION_ERROR"));
  });
});

describe("an answer to a registration", () => {
  const lies: [string, Claims][] = [
    ["of another origin", { origin: "https://evil.example" }],
    ["of another port", { origin: "http://localhost:3001" }],
    ["for another domain", { rpId: "evil.example" }],
    ["to another challenge", { challenge: "AAAA" }],
    ["of the other ceremony", { type: "webauthn.get" }],
    ["of nobody who was there", { isPresent: false }],
  ];

  it.each(lies)("%s is refused, and spends the challenge", async (_what, claims) => {
    const { browser, register, rows } = await make();
    const desk = browser();
    await desk.signUp();
    const { key, answer } = await register(desk, new SoftwareAuthenticator(), claims);
    expect(answer).toMatchObject(FAILED);
    expect(rows("select * from passkey")).toEqual([]);
    const response = key.create({ challenge: "AAAA", rp: { id: "localhost" } });
    expect(await desk.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
    expect((await register(desk)).answer.status).toBe(200);
  });

  it("without a PIN, a finger or a face is refused where that is asked for", async () => {
    for (const options of [
      { requireUserVerification: true },
      { authenticatorSelection: { userVerification: "required" } as const },
    ]) {
      const { browser, register } = await make(options);
      const desk = browser();
      await desk.signUp();
      expect((await desk.get(OPTIONS)).body.authenticatorSelection.userVerification).toBe("required");
      expect((await register(desk)).answer.status).toBe(200);
      expect((await register(desk, new SoftwareAuthenticator(), { isVerified: false })).answer).toMatchObject(FAILED);
    }
    const { browser, register } = await make();
    const desk = browser();
    await desk.signUp();
    expect((await register(desk, new SoftwareAuthenticator(), { isVerified: false })).answer.status).toBe(200);
  });

  const good = (begun: { body: never }) => new SoftwareAuthenticator().create(begun.body);
  const withAttestation = (bytes: Buffer) => (begun: { body: never }) => {
    const answer = good(begun);
    return { ...answer, response: { ...answer.response, attestationObject: bytes.toString("base64url") } };
  };
  const cut = (length: number) => (begun: { body: never }) => {
    const answer = good(begun);
    const bytes = Buffer.from(answer.response.attestationObject, "base64url");
    return withAttestation(bytes.subarray(0, bytes.length - length))(begun);
  };
  const junk: [string, (begun: { body: never }) => unknown][] = [
    ["nothing", () => null],
    ["a text", () => "x"],
    ["a list", () => []],
    ["a number", () => 5],
    ["an object without an answer", () => ({ id: "x", rawId: "x", type: "public-key", response: {} })],
    ["no CBOR", withAttestation(Buffer.from("hello"))],
    ["an empty attestation", withAttestation(Buffer.alloc(0))],
    ["an endless CBOR map", withAttestation(Buffer.from([0xbf]))],
    ["a CBOR map of 2^32 members", withAttestation(Buffer.from([0xba, 0xff, 0xff, 0xff, 0xff]))],
    ["deep CBOR", withAttestation(Buffer.alloc(100_000, 0x81))],
    ["CBOR that breaks off", cut(1)],
    ["CBOR that breaks off in the key", cut(40)],
    [
      "client data that are no JSON",
      (begun) => {
        const answer = good(begun);
        return { ...answer, response: { ...answer.response, clientDataJSON: "e30x" } };
      },
    ],
    [
      "client data that are a list",
      (begun) => {
        const answer = good(begun);
        return { ...answer, response: { ...answer.response, clientDataJSON: Buffer.from("[]").toString("base64url") } };
      },
    ],
    ["another id", (begun) => ({ ...good(begun), id: "AAAA" })],
    ["another type", (begun) => ({ ...good(begun), type: "password" })],
  ];

  it.each(junk)("that is %s is refused", async (_what, response) => {
    const { browser, register, rows } = await make();
    const desk = browser();
    await desk.signUp();
    const begun = await desk.get(OPTIONS);
    expect(await desk.post(VERIFY, { response: response(begun as never) })).toMatchObject(FAILED);
    expect(rows("select * from passkey")).toEqual([]);
    expect((await register(desk)).answer.status).toBe(200);
  });

  it("says anything of its transports, and names are what is kept", async () => {
    const { browser, rows } = await make();
    const desk = browser();
    await desk.signUp();
    for (const transports of [["usb", "nfc", "usb", 5, "no,name", "A"], "usb", [[]], undefined]) {
      const response = good((await desk.get(OPTIONS)) as never);
      const answer = await desk.post(VERIFY, {
        response: { ...response, response: { ...response.response, transports } },
      });
      expect(answer.status).toBe(200);
    }
    const stored = rows("select transports from passkey").map(({ transports }) => transports);
    expect(stored.sort()).toEqual([null, null, null, "usb,nfc"]);
  });

  it("counts once, of fifty at the same moment", async () => {
    const { browser, rows } = await make();
    const desk = browser();
    await desk.signUp();
    const begun = await desk.get(OPTIONS);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => desk.post(VERIFY, { response: new SoftwareAuthenticator().create(begun.body) })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toMatchObject(NO_CHALLENGE);
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("is too late after five minutes", async () => {
    const { browser } = await make();
    const desk = browser();
    await desk.signUp();
    const begun = await desk.get(OPTIONS);
    vi.setSystemTime(Date.now() + 300_000);
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await desk.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
  });

  it("of a challenge for signing in is none (advisory 17)", async () => {
    const { browser, register } = await make();
    const desk = browser();
    await desk.signUp();
    expect((await register(desk)).answer.status).toBe(200);
    const begun = await desk.get("/passkey/generate-authenticate-options");
    const response = new SoftwareAuthenticator().create({ ...begun.body, rp: { id: "localhost" } });
    expect(await desk.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
  });

  it("with a cookie that somebody made themselves is none", async () => {
    const { browser, rows } = await make({}, { verification: { storeIdentifier: "plain" } });
    const desk = browser();
    await desk.signUp();
    const begun = await desk.get(OPTIONS);
    const [row] = rows("select identifier from verification");
    desk.jar.set("better-auth.better-auth-passkey", String(row?.identifier).slice("passkey:".length));
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await desk.post(VERIFY, { response })).toMatchObject(NO_CHALLENGE);
  });

  it("is for whoever began: with somebody else's challenge there is no passkey", async () => {
    const { browser, alice, rows } = await make();
    const { desk } = await alice();
    const mallory = browser("mallory");
    await mallory.signUp();
    const begun = await desk.get(OPTIONS);
    const name = "better-auth.better-auth-passkey";
    mallory.jar.set(name, String(desk.jar.get(name)));
    const response = new SoftwareAuthenticator().create(begun.body);
    expect(await mallory.post(VERIFY, { response })).toMatchObject(
      refusal(401, "YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY"),
    );
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("with a credential that somebody has registered is refused, for them and for others", async () => {
    const { browser, alice, register, rows } = await make();
    const { desk, key } = await alice();
    const mallory = browser("mallory");
    await mallory.signUp();
    for (const who of [mallory, desk]) {
      const { answer } = await register(who, new SoftwareAuthenticator(key.credentialId));
      expect(answer).toMatchObject(refusal(400, "PREVIOUSLY_REGISTERED"));
    }
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("has an id of at most 1023 bytes", async () => {
    const { browser, register } = await make();
    const desk = browser();
    await desk.signUp();
    const withLength = async (length: number) =>
      (await register(desk, new SoftwareAuthenticator(Buffer.alloc(length, 7)))).answer;
    expect((await withLength(191)).status).toBe(200);
    // MySQL has an index over 255 characters, and says so instead of failing.
    expect(await withLength(1023)).toMatchObject(
      process.env.BETTER_AUTH_TEST_DATABASE === "mysql" ? FAILED : { status: 200 },
    );
    expect(await withLength(1024)).toMatchObject(FAILED);
  });

  it("registers a credential once, of many browsers at the same moment", async () => {
    const { browser, rows, register } = await make();
    const id = new SoftwareAuthenticator().credentialId;
    const browsers = Array.from({ length: 20 }, (_, i) => browser(`b${i}`));
    for (const each of browsers) await each.signUp();
    const done = await Promise.all(browsers.map((each) => register(each, new SoftwareAuthenticator(id))));
    expect(done.filter(({ answer }) => answer.status === 200)).toHaveLength(1);
    expect(done.filter(({ answer }) => answer.body.code === "PREVIOUSLY_REGISTERED")).toHaveLength(19);
    expect(rows("select * from passkey")).toHaveLength(1);
  });

  it("is taken from the origins of the options, and from no trusted one then", async () => {
    const { browser, register } = await make(
      { origin: ["https://app.example", "android:apk-key-hash:x"], rpID: "example" },
      { trustedOrigins: ["https://other.example"] },
    );
    const desk = browser();
    await desk.signUp();
    const from = async (origin: string) =>
      (await register(desk, new SoftwareAuthenticator(), { origin })).answer.status;
    expect(await from("https://app.example")).toBe(200);
    expect(await from("android:apk-key-hash:x")).toBe(200);
    expect(await from("https://other.example")).toBe(400);
    expect(await from(ORIGIN)).toBe(400);
  });

  it("is taken from the page's own origin where none is named, if it is trusted", async () => {
    const { browser } = await make({}, { trustedOrigins: ["https://other.example"] });
    const desk = browser();
    await desk.signUp();
    const from = async (origin: string, page = origin) => {
      const response = new SoftwareAuthenticator().create((await desk.get(OPTIONS)).body, { origin });
      return (await desk.post(VERIFY, { response }, { origin: page })).status;
    };
    expect(await from("https://other.example")).toBe(200);
    expect(await from("https://other.example", ORIGIN)).toBe(400);
    expect(await from("https://evil.example")).toBe(403);
    expect(await from("https://evil.example", ORIGIN)).toBe(400);
  });
});

it("asks for the extensions of the options", async () => {
  const { browser } = await make({
    registration: { extensions: { minPinLength: true } },
    authentication: { extensions: async ({ ctx }) => ({ appid: ctx.context.appName }) },
  });
  const desk = browser();
  await desk.signUp();
  expect((await desk.get(OPTIONS)).body.extensions).toEqual({ credProps: true, minPinLength: true });
  const { body } = await desk.get("/passkey/generate-authenticate-options");
  expect(body.extensions).toEqual({ appid: "Better Auth" });
});

describe("the cookie of a ceremony", () => {
  it.each([undefined, "my-challenge"])(
    "is no other plugin's, also where the options name it %s",
    (webAuthnChallengeCookie) => {
      const cookie = webAuthnChallengeCookie ?? "better-auth-passkey";
      const message = `"passkey" and "other" both claim the cookie "better-auth.${cookie}"`;
      const plugins = [passkey({ advanced: { webAuthnChallengeCookie } }), { id: "other", cookies: [cookie] }];
      expect(() => betterAuth({ plugins })).toThrow(message);
    },
  );
});
