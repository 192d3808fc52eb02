import { databaseKind, makeAuth, PASSWORD } from "test-kit";
import { describe, expect, it } from "vitest";
import { USERNAME_ERROR_CODES, username } from ".";

const refusal = (status: number, code: keyof typeof USERNAME_ERROR_CODES) => ({
  status,
  body: { code, message: USERNAME_ERROR_CODES[code].message },
});

const signIn = (name: string, more = {}) => ({ username: name, password: PASSWORD, ...more });

describe("choosing a name", () => {
  it("stores the normal form, and the spelling that was typed", async () => {
    const { browser, rows } = await makeAuth({ plugins: [username()] });
    const answer = await browser().signUp({ username: "Alice.Smith" });
    expect(answer.body.user).toMatchObject({ username: "alice.smith", displayUsername: "Alice.Smith" });
    expect(rows("select username from user")).toEqual([{ username: "alice.smith" }]);
    expect(await browser("bob").signUp({ username: "bob_1", displayUsername: "Bob!" })).toMatchObject({
      body: { user: { username: "bob_1", displayUsername: "Bob!" } },
    });
  });

  it("takes the display name where it can be a name", async () => {
    const { browser } = await makeAuth({ plugins: [username()] });
    const names = async (who: string, displayUsername: string, more = {}) =>
      (await browser(who).signUp({ displayUsername, ...more })).body.user;
    expect(await names("a", "Dis_Play")).toMatchObject({ username: "dis_play", displayUsername: "Dis_Play" });
    expect(await names("b", "Two Words")).toMatchObject({ username: null, displayUsername: "Two Words" });
    expect(await browser("c").signUp({ displayUsername: "DIS_PLAY" })).toMatchObject(
      refusal(400, "USERNAME_IS_ALREADY_TAKEN"),
    );
    expect(await names("d", "Other", { username: null })).toMatchObject({ username: null, displayUsername: "Other" });
  });

  it.each([
    ["ab", "USERNAME_TOO_SHORT"],
    ["", "USERNAME_TOO_SHORT"],
    ["a".repeat(31), "USERNAME_TOO_LONG"],
    ["has space", "INVALID_USERNAME"],
    ["dash-ed", "INVALID_USERNAME"],
    ["ünïcode", "INVALID_USERNAME"],
    ["a'or'1'='1", "INVALID_USERNAME"],
    ["line\nbreak", "INVALID_USERNAME"],
    ["trailing\n", "INVALID_USERNAME"],
  ] as const)("refuses %j", async (name, code) => {
    const { browser, rows } = await makeAuth({ plugins: [username()] });
    expect(await browser().signUp({ username: name })).toMatchObject(refusal(400, code));
    expect(rows("select * from user")).toEqual([]);
  });

  it.each([5, ["alice"], { $ne: null }, true])("refuses %j, which is no text", async (name) => {
    const { browser, rows } = await makeAuth({ plugins: [username()] });
    expect((await browser().signUp({ username: name })).status).toBe(400);
    expect(rows("select * from user")).toEqual([]);
  });

  it("is refused when somebody has it, in whatever spelling", async () => {
    const { browser, rows } = await makeAuth({ plugins: [username()] });
    await browser("alice").signUp({ username: "alice" });
    expect(await browser("bob").signUp({ username: "ALICE" })).toMatchObject(refusal(400, "USERNAME_IS_ALREADY_TAKEN"));
    const carol = browser("carol");
    await carol.signUp({ username: "carol" });
    expect(await carol.post("/update-user", { username: "Alice" })).toMatchObject(
      refusal(400, "USERNAME_IS_ALREADY_TAKEN"),
    );
    expect(rows("select username from user order by username")).toEqual([{ username: "alice" }, { username: "carol" }]);
  });

  it("is had by one of many who choose it at once", async () => {
    const { browser, rows } = await makeAuth({ plugins: [username()] });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => browser(`b${i}`).signUp({ username: "wanted" })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect(answer).toMatchObject(refusal(400, "USERNAME_IS_ALREADY_TAKEN"));
    }
    expect(rows("select * from user")).toHaveLength(1);
    expect(rows("select * from account")).toHaveLength(1);
  });

  it("is had by one of many who change to it at once", async () => {
    const { browser, rows } = await makeAuth({ plugins: [username()] });
    const people = Array.from({ length: 50 }, (_, i) => browser(`b${i}`));
    await Promise.all(people.map((person, i) => person.signUp({ username: `before_${i}` })));
    const answers = await Promise.all(people.map((person) => person.post("/update-user", { username: "wanted" })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect(answer).toMatchObject(refusal(400, "USERNAME_IS_ALREADY_TAKEN"));
    }
    expect(rows("select id from user where username = 'wanted'")).toHaveLength(1);
  });

  it("is not called taken when its owner's update is refused for something else", async () => {
    const nickname = { type: "string", required: false, unique: true } as const;
    const { browser } = await makeAuth({ plugins: [username()], user: { additionalFields: { nickname } } });
    await browser("bob").signUp({ username: "bob", nickname: "Bo" });
    const alice = browser("alice");
    await alice.signUp({ username: "alice" });
    expect(await alice.post("/update-user", { username: "alice", nickname: "Bo" })).toMatchObject({
      status: 422,
      body: { code: "FAILED_TO_UPDATE_USER" },
    });
  });

  it("can be changed later, given up, and kept as it is", async () => {
    const { browser } = await makeAuth({ plugins: [username()] });
    const alice = browser();
    await alice.signUp({ username: "alice" });
    expect((await alice.post("/update-user", { username: "Alice" })).status).toBe(200);
    expect((await alice.post("/update-user", { username: "new_name", displayUsername: "New" })).status).toBe(200);
    expect((await alice.session()).user).toMatchObject({ username: "new_name", displayUsername: "New" });
    expect(await alice.post("/update-user", { username: "no" })).toMatchObject(refusal(400, "USERNAME_TOO_SHORT"));
    expect((await alice.post("/update-user", { username: null })).status).toBe(200);
    expect((await alice.session()).user.username).toBeNull();
  });

  it("has no second spelling, where none is kept", async () => {
    const { browser, rows } = await makeAuth({ plugins: [username({ displayUsername: false })] });
    const { user } = (await browser().signUp({ username: "Alice" })).body;
    expect(user.username).toBe("alice");
    expect(user).not.toHaveProperty("displayUsername");
    expect(Object.keys(rows("select * from user")[0] ?? {})).not.toContain("displayUsername");
  });
});

describe("rules of one's own", () => {
  it("are asked for the name as it was typed, or as it is stored", async () => {
    const usernameNormalization = (name: string) => name.toLowerCase().replaceAll("0", "o");
    const usernameValidator = (name: string) => /^[a-z-]+$/.test(name);
    const typed = await makeAuth({ plugins: [username({ usernameNormalization, usernameValidator })] });
    expect(await typed.browser().signUp({ username: "B0B-bob" })).toMatchObject(refusal(400, "INVALID_USERNAME"));
    const validationOrder = { username: "post-normalization" } as const;
    const stored = await makeAuth({
      plugins: [username({ usernameNormalization, usernameValidator, validationOrder })],
    });
    const bob = stored.browser();
    expect((await bob.signUp({ username: "B0B-bob" })).body.user).toMatchObject({
      username: "bob-bob",
      displayUsername: "B0B-bob",
    });
    expect((await bob.post("/sign-in/username", signIn("BOB-B0B"))).status).toBe(200);
    expect((await bob.post("/is-username-available", { username: "b0b-b0b" })).body).toEqual({ available: false });
  });

  it("are asked for the display name", async () => {
    const rules = {
      displayUsernameValidator: async (name: string) => !name.includes("!"),
      displayUsernameNormalization: (name: string) => name.trim(),
    };
    const { browser } = await makeAuth({ plugins: [username(rules)] });
    expect(await browser().signUp({ username: "alice", displayUsername: "Wow!" })).toMatchObject(
      refusal(400, "INVALID_DISPLAY_USERNAME"),
    );
    expect((await browser().signUp({ username: "alice", displayUsername: " Al " })).body.user.displayUsername).toBe(
      "Al",
    );
  });

  it("leave names as they are, where normalization is off", async () => {
    const { browser } = await makeAuth({ plugins: [username({ usernameNormalization: false })] });
    await browser("a").signUp({ username: "Alice" });
    // The unique index of MySQL takes them for one name, unless its column has a collation that tells them apart.
    expect((await browser("b").signUp({ username: "alice" })).status).toBe(databaseKind === "mysql" ? 422 : 200);
    expect((await browser("c").post("/sign-in/username", signIn("Alice"))).body.user.email).toBe("a@example.com");
    expect((await browser("c").post("/sign-in/username", signIn("ALICE"))).status).toBe(401);
  });

  it("rename the columns", async () => {
    const schema = { user: { fields: { username: "handle", displayUsername: "shown" } } };
    const { browser, rows } = await makeAuth({ plugins: [username({ schema })] });
    const alice = browser();
    await alice.signUp({ username: "Alice" });
    expect(rows("select handle, shown from user")).toEqual([{ handle: "alice", shown: "Alice" }]);
    expect((await alice.post("/sign-in/username", signIn("alice"))).status).toBe(200);
  });
});

describe("sign-in", () => {
  const withAlice = async (options: Parameters<typeof makeAuth>[0] = {}) => {
    const made = await makeAuth({ ...options, plugins: [username()] });
    await made.browser("alice").signUp({ username: "Alice" });
    return { ...made, laptop: made.browser("laptop") };
  };

  it("takes any spelling, and opens a session in two statements", async () => {
    const { laptop, statementsOf } = await withAlice();
    const statements = await statementsOf(async () => {
      const answer = await laptop.post("/sign-in/username", signIn("ALICE", { callbackURL: "/x" }));
      expect(answer).toMatchObject({
        status: 200,
        body: { redirect: true, url: "/x", user: { username: "alice", email: "alice@example.com" } },
      });
      expect(answer.headers.get("location")).toBe("/x");
      expect(answer.body.user).not.toHaveProperty("account");
    });
    expect(statements).toHaveLength(2);
    expect((await laptop.session()).user.username).toBe("alice");
  });

  it("is forgotten with the browser, when asked", async () => {
    const { laptop } = await withAlice();
    const { cookies } = await laptop.post("/sign-in/username", signIn("alice", { rememberMe: false }));
    expect(cookies.find((line) => line.startsWith("better-auth.session_token="))).not.toMatch(/Max-Age/i);
  });

  it("says the same of a wrong password, of nobody, and of somebody without one", async () => {
    let hashes = 0;
    const password = {
      hash: async (text: string) => `plain:${text}${"".padStart(hashes++, "")}`.trim(),
      verify: async (given: { hash: string; password: string }) => {
        hashes++;
        return given.hash === `plain:${given.password}`;
      },
    };
    const { laptop, db } = await withAlice({ emailAndPassword: { enabled: true, password } });
    const tries = [signIn("alice", { password: "wrong horse 9" }), signIn("nobody"), signIn("alice")];
    for (const [i, body] of tries.entries()) {
      if (i === 2) db.prepare("delete from account").run();
      const before = hashes;
      expect(await laptop.post("/sign-in/username", body)).toMatchObject(refusal(401, "INVALID_USERNAME_OR_PASSWORD"));
      expect(hashes - before).toBe(1);
    }
    expect(await laptop.session()).toBeNull();
  });

  it("refuses what is no name, before anything is looked up", async () => {
    const { laptop, statementsOf } = await withAlice();
    const statements = await statementsOf(async () => {
      for (const [name, status] of [
        ["", 401],
        ["x", 422],
        ["bad name", 422],
        [["alice"], 400],
        [{ $gt: "" }, 400],
      ] as const)
        expect((await laptop.post("/sign-in/username", { username: name, password: PASSWORD })).status).toBe(status);
      expect(await laptop.post("/sign-in/username", signIn("alice", { password: "x".repeat(129) }))).toMatchObject({
        status: 400,
        body: { code: "PASSWORD_TOO_LONG" },
      });
    });
    expect(statements).toEqual([]);
  });

  it("asks what every sign-in is asked: an unverified address gets its mail, and no session", async () => {
    const mails: string[] = [];
    const { laptop, rows } = await withAlice({
      emailAndPassword: { enabled: true, requireEmailVerification: true },
      emailVerification: { sendOnSignIn: true, sendVerificationEmail: async ({ url }) => void mails.push(url) },
    });
    mails.length = 0;
    expect(await laptop.post("/sign-in/username", signIn("alice", { callbackURL: "/in" }))).toMatchObject(
      refusal(403, "EMAIL_NOT_VERIFIED"),
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain("callbackURL=%2Fin");
    expect(rows("select * from session")).toEqual([]);
  });

  it("does not lead to a foreign site", async () => {
    const { laptop } = await withAlice();
    const answer = await laptop.post("/sign-in/username", signIn("alice", { callbackURL: "https://evil.example" }));
    expect(answer).toMatchObject({ status: 403, body: { code: "INVALID_CALLBACK_URL" } });
    expect(answer.cookies).toEqual([]);
  });

  it("raises the events of a sign-in", async () => {
    const seen: string[] = [];
    const audit = {
      id: "audit",
      events: [
        { handle: (event: { type: string; factor?: string }) => void seen.push(`${event.type} ${event.factor}`) },
      ],
    };
    const { browser } = await makeAuth({ plugins: [username(), audit] });
    await browser("alice").signUp({ username: "alice" });
    seen.length = 0;
    await browser("x").post("/sign-in/username", signIn("alice", { password: "wrong horse 9" }));
    await browser("x").post("/sign-in/username", signIn("alice"));
    expect(seen).toEqual(["sign-in.failed username", "session.created username", "sign-in.succeeded username"]);
  });

  it("is limited like every sign-in", async () => {
    const { laptop } = await withAlice({ rateLimit: { enabled: true } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++)
      statuses.push((await laptop.post("/sign-in/username", signIn("alice", { password: "wrong horse 9" }))).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });
});

describe("availability", () => {
  it("is told of names that somebody could have", async () => {
    const { browser } = await makeAuth({ plugins: [username()] });
    await browser().signUp({ username: "alice" });
    const ask = (name: unknown) => browser("x").post("/is-username-available", { username: name });
    expect((await ask("ALICE")).body).toEqual({ available: false });
    expect((await ask("free_name")).body).toEqual({ available: true });
    expect(await ask("x")).toMatchObject(refusal(422, "USERNAME_TOO_SHORT"));
    expect(await ask("bad name")).toMatchObject(refusal(422, "INVALID_USERNAME"));
    expect(await ask("")).toMatchObject(refusal(422, "INVALID_USERNAME"));
    expect((await ask(["a"])).status).toBe(400);
  });
});
