import { afterEach, describe, expect, it, vi } from "vitest";
import { cheapPasswords, makeAuth, PASSWORD } from "../test-support/instance";
import { makeAsking, PAGE, silentProvider } from "../test-support/missing-email";
import { FIFTY, RACE, raceDatabase } from "../test-support/races";
import { comeBack, locationOf, startSocial } from "../test-support/social";

afterEach(() => vi.useRealTimers());

const HEDY = "hedy@example.com";
const COOKIE = "better-auth.provider_sign_in";
const gone = `${PAGE}?error=pending_sign_in_not_found`;
const wrong = `${PAGE}?error=invalid_token`;

type Rows = (sql: string) => Record<string, unknown>[];
const counts = (rows: Rows) =>
  ["user", "account", "session"].map((table) => Number(rows(`select count(*) as count from ${table}`)[0]?.count));

describe("the link of a mail", () => {
  it("does nothing in another browser, and still works in the right one", async () => {
    const { browser, begin, type, open, fake, last, rows } = await makeAsking();
    const hedy = browser("hedy");
    await begin(hedy);
    await type(hedy, HEDY);
    const mail = last();
    // Whoever reads the mail, but did not begin: also somebody who has begun with an account of their own.
    const stranger = browser("stranger");
    expect(locationOf(await open(stranger, mail))).toBe(gone);
    fake.person = { sub: "2", name: "Mallory" };
    const mallory = browser("mallory");
    await begin(mallory);
    expect(locationOf(await open(mallory, mail))).toBe(wrong);
    await type(mallory, "mallory@example.com");
    expect(locationOf(await open(mallory, mail))).toBe(wrong);
    // Looking at it, and scanners of mail, spend nothing.
    expect((await hedy.send("HEAD", mail.url)).status).toBe(302);
    expect((await stranger.send("HEAD", mail.url)).status).toBe(302);
    expect(counts(rows)).toEqual([0, 0, 0]);
    expect(locationOf(await open(hedy, mail))).toBe("/done");
    expect((await hedy.session()).user.email).toBe(HEDY);
  });

  it.each([
    ["made up", () => "provider-sign-in:x.y"],
    ["unsigned", (cookie: string) => decodeURIComponent(cookie).replace(/\.[^.]*$/, "")],
    ["signed otherwise", (cookie: string) => cookie.replace(/.{6}$/, "AAAA%3D")],
    ["of another account", (cookie: string) => cookie.replace(/(%3A)./, "$1_")],
    ["nothing", () => ""],
  ])("does nothing with a pending cookie that is %s", async (_, change) => {
    const { browser, begin, type, open, rows } = await makeAsking();
    const hedy = browser("hedy");
    await begin(hedy);
    await type(hedy, HEDY);
    const cookie = hedy.jar.get(COOKIE) as string;
    const forged = browser("forged");
    forged.jar.set(COOKIE, change(cookie));
    expect(forged.jar.get(COOKIE)).not.toBe(cookie);
    expect(locationOf(await open(forged))).toBe(gone);
    expect((await type(forged, "mallory@example.com")).body.code).toBe("PENDING_SIGN_IN_NOT_FOUND");
    expect(counts(rows)).toEqual([0, 0, 0]);
    expect(locationOf(await open(hedy))).toBe("/done");
  });

  it("is the secret of the mail, and nothing that stands in a store or a cookie", async () => {
    const { browser, begin, type, open, last, rows } = await makeAsking();
    const hedy = browser("hedy");
    await begin(hedy);
    await type(hedy, HEDY);
    const [row] = rows("select * from verification");
    const cookie = decodeURIComponent(hedy.jar.get(COOKIE) as string);
    const guesses = ["", "x", HEDY, cookie, ...cookie.split("."), ...Object.values(row as object).map(String)];
    expect(JSON.stringify(row)).not.toContain(last().token);
    for (const token of guesses) {
      const answer = await hedy.get(`/sign-in/social/email/callback?token=${encodeURIComponent(token)}`);
      expect(locationOf(answer), token).toBe(wrong);
    }
    expect(await hedy.get("/sign-in/social/email/callback")).toMatchObject({ status: 400 });
    expect(counts(rows)).toEqual([0, 0, 0]);
    expect(locationOf(await open(hedy))).toBe("/done");
  });

  it("proves the address that it was sent to, and none that was typed since", async () => {
    const { browser, begin, type, open, mails, rows } = await makeAsking();
    const mallory = browser("mallory");
    await begin(mallory);
    await type(mallory, "mallory@example.com");
    await type(mallory, "victim@example.com");
    expect(locationOf(await open(mallory, mails[0]))).toBe(wrong);
    expect(counts(rows)).toEqual([0, 0, 0]);
    // The same address once more: the newest link counts.
    await type(mallory, "mallory@example.com");
    expect(locationOf(await open(mallory, mails[0]))).toBe(wrong);
    expect(locationOf(await open(mallory))).toBe("/done");
    expect(rows("select email from user")).toEqual([{ email: "mallory@example.com" }]);
  });

  it.each<[string, object, number]>([
    ["an hour", {}, 3600],
    ["as long as the options say", { expiresIn: 60 }, 60],
  ])("works for %s from the provider's answer on, whenever it was sent", async (_, settings, seconds) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { browser, begin, type, open, rows } = await makeAsking({}, settings);
    const hedy = browser("hedy");
    const { cookies } = await begin(hedy);
    expect(cookies.find((line) => line.startsWith(COOKIE))).toContain(`Max-Age=${seconds};`);
    vi.setSystemTime(Date.now() + (seconds - 5) * 1000);
    await type(hedy, HEDY);
    vi.setSystemTime(Date.now() + 6_000);
    expect(locationOf(await open(hedy))).toBe(gone);
    expect((await type(hedy, HEDY)).body.code).toBe("PENDING_SIGN_IN_NOT_FOUND");
    expect(counts(rows)).toEqual([0, 0, 0]);
  });

  it("works once: of fifty at once one signs in (advisory 92)", RACE, async () => {
    const { browser, begin, type, open, rows } = await makeAsking(raceDatabase());
    const hedy = browser("hedy");
    await begin(hedy);
    await type(hedy, HEDY);
    const jar = new Map(hedy.jar);
    const twins = FIFTY.map((index) => Object.assign(browser(`b${index}`), { jar: new Map(jar) }));
    const answers = await Promise.all(twins.map((twin) => open(twin)));
    expect(answers.map(locationOf).sort()).toEqual(
      FIFTY.map((index) => (index === 0 ? gone : index === 49 ? "/done" : gone)),
    );
    expect(counts(rows)).toEqual([1, 1, 1]);
    expect(locationOf(await open(Object.assign(browser("late"), { jar })))).toBe(gone);
  });
});

describe("an account that waits for an address", () => {
  it("waits in one browser: the one that began last", async () => {
    const { browser, begin, type, open, mails, rows } = await makeAsking();
    const [desk, phone] = [browser("desk"), browser("phone")];
    await begin(desk);
    await type(desk, "desk@example.com");
    await begin(phone);
    expect(rows("select * from verification")).toHaveLength(1);
    expect(locationOf(await open(desk, mails[0]))).toBe(gone);
    expect(locationOf(await open(phone, mails[0]))).toBe(wrong);
    await type(phone, HEDY);
    expect(locationOf(await open(phone))).toBe("/done");
    expect(counts(rows)).toEqual([1, 1, 1]);
  });

  it("is one user, however many browsers prove addresses for it at once", RACE, async () => {
    const { browser, begin, type, open, rows, mails } = await makeAsking(raceDatabase());
    const browsers = FIFTY.slice(0, 10).map((index) => browser(`b${index}`));
    await Promise.all(browsers.map((one) => begin(one)));
    await Promise.all(browsers.map((one, index) => type(one, `p${index}@example.com`)));
    expect(mails.length).toBeGreaterThan(0);
    await Promise.all(browsers.flatMap((one) => mails.map((mail) => open(one, mail))));
    expect(counts(rows).slice(0, 2)).toEqual([1, 1]);
  });

  it("is spent with all that waits for it", RACE, async () => {
    const { auth, browser, begin, type, open, rows, mails } = await makeAsking(raceDatabase());
    const { adapter } = await auth.$context;
    const find = async () => (await adapter.findMany<{ id: string; createdAt: Date }>({ model: "verification" }))[0];
    const [desk, phone] = [browser("desk"), browser("phone")];
    await begin(desk);
    await type(desk, "desk@example.com");
    const ofDesk = await find();
    await begin(phone);
    await type(phone, "phone@example.com");
    // As if both had begun at the same moment.
    await adapter.create({
      model: "verification",
      data: { ...ofDesk, createdAt: (await find())?.createdAt },
      forceAllowId: true,
    });
    expect(rows("select * from verification")).toHaveLength(2);
    await Promise.all([open(desk, mails[0]), open(phone, mails[1])]);
    const [users = 0, accounts] = counts(rows);
    expect(users).toBeLessThanOrEqual(1);
    expect(accounts).toBe(users);
  });

  it("that got an owner meanwhile is the owner's, whatever address was proved", async () => {
    const { browser, begin, type, open, fake, rows } = await makeAsking();
    const slow = browser("slow");
    await begin(slow);
    await type(slow, "slow@example.com");
    // The provider tells an address by now.
    fake.person = { sub: "1", name: "Hedy", email: HEDY, email_verified: true };
    await begin(browser("fast"));
    expect(locationOf(await open(slow))).toBe("/done");
    expect((await slow.session()).user.email).toBe(HEDY);
    expect(rows("select email from user")).toEqual([{ email: HEDY }]);
  });

  it("whose provider was taken out of the options meanwhile is nobody", async () => {
    const before = await makeAsking();
    const hedy = before.browser("hedy");
    await before.begin(hedy);
    await before.type(hedy, HEDY);
    const { auth } = await makeAuth({
      ...before.options,
      plugins: [],
      account: { missingEmail: { page: PAGE, sendVerificationEmail: async () => {} } },
    });
    const after = Object.assign(before.browser("hedy"), { auth, jar: hedy.jar });
    expect((await before.type(after, HEDY)).body.code).toBe("PENDING_SIGN_IN_NOT_FOUND");
    expect(before.rows("select * from user")).toEqual([]);
  });
});

describe("an address that somebody has here", () => {
  const verified = "update user set emailVerified = 1";

  it("is answered as any other until it is proved (advisory 49)", async () => {
    const { browser, begin, db, mails, statementsOf, type } = await makeAsking();
    await browser("bob").signUp();
    await browser("verified").signUp();
    db.exec("update user set emailVerified = 1 where name = 'verified'");
    const seen = new Set<string>();
    const addresses = ["bob@example.com", "verified@example.com", "nobody@example.com"];
    for (const address of addresses) {
      const stranger = browser("x");
      await begin(stranger);
      const statements = await statementsOf(async () => {
        const { status, body, headers } = await type(stranger, address);
        seen.add(JSON.stringify([status, body, [...headers]]));
      });
      seen.add(`${statements.length} statements`);
      expect(statements.join()).not.toMatch(/\buser\b/);
    }
    expect([...seen]).toHaveLength(2);
    expect(mails.map(({ email }) => email)).toEqual(addresses);
  });

  it("gets the account when its owner has proved it, too; else nobody does (advisory 14)", async () => {
    const { browser, db, rows, signUp } = await makeAsking();
    const planted = browser("hedy");
    await planted.signUp();
    const owner = browser("owner");
    expect(locationOf(await signUp(owner, HEDY))).toBe("/sorry?error=account_not_linked");
    expect(await owner.session()).toBeNull();
    expect(rows("select * from account")).toHaveLength(1);
    db.exec(verified);
    expect(locationOf(await signUp(owner, HEDY))).toBe("/done");
    expect((await owner.session()).user).toMatchObject({ name: "hedy", email: HEDY });
    expect(rows("select * from user")).toHaveLength(1);
    expect((await browser("hedy").signIn({ password: PASSWORD })).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ["off", { enabled: false }, "/sorry?error=account_not_linked"],
    ["for those who ask", { disableImplicitLinking: true }, "/sorry?error=account_not_linked"],
    ["of trusted providers", { trustedProviders: ["fake"] }, "/done"],
  ])("gets no account where linking is %s", async (_, accountLinking, location) => {
    const { browser, db, signUp } = await makeAsking({ account: { accountLinking } });
    await browser("hedy").signUp();
    db.exec(verified);
    expect(locationOf(await signUp(browser("x"), HEDY))).toBe(location);
  });

  it("is not proved by a provider that is trusted, while nobody has proved it here", async () => {
    const { browser, signUp } = await makeAsking({ account: { accountLinking: { trustedProviders: ["fake"] } } });
    await browser("hedy").signUp();
    expect(locationOf(await signUp(browser("x"), HEDY))).toBe("/sorry?error=account_not_linked");
  });

  it("and that was taken between the mail and its link is its owner's", async () => {
    const { browser, begin, type, open, rows } = await makeAsking();
    const hedy = browser("x");
    await begin(hedy);
    await type(hedy, HEDY);
    await browser("hedy").signUp();
    expect(locationOf(await open(hedy))).toBe("/sorry?error=account_not_linked");
    expect(await hedy.session()).toBeNull();
    expect(rows("select * from account")).toHaveLength(1);
  });

  it("is one user, when two accounts prove it at the same moment (advisory 43)", RACE, async () => {
    const { browser, begin, type, open, fake, mails, rows } = await makeAsking(raceDatabase());
    const browsers = FIFTY.slice(0, 8).map((index) => browser(`b${index}`));
    for (const [index, one] of browsers.entries()) {
      fake.person = { sub: `s${index}`, name: `Person ${index}` };
      await begin(one);
      await type(one, HEDY);
    }
    const answers = await Promise.all(browsers.map((one, index) => open(one, mails[index])));
    expect(answers.map(locationOf)).toEqual(browsers.map(() => "/done"));
    // All of them read the mail of it: the first one is signed up, and the others' accounts are linked.
    expect(counts(rows)).toEqual([1, 8, 8]);
  });

  it("never makes two people one who have none (advisory 43)", async () => {
    const { browser, fake, rows, signUp } = await makeAsking();
    for (const sub of ["1", "2"]) {
      fake.person = { sub, name: "Somebody" };
      await signUp(browser(sub), `person${sub}@example.com`);
    }
    expect(counts(rows)).toEqual([2, 2, 2]);
  });
});

describe("mails of one sign-in", () => {
  it("are five, also of fifty wishes at once, and the newest is the one that counts", RACE, async () => {
    const { browser, begin, type, mails, rows } = await makeAsking(raceDatabase());
    const hedy = browser("hedy");
    await begin(hedy);
    const answers = await Promise.all(FIFTY.map((index) => type(hedy, `p${index}@example.com`)));
    expect(mails).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["TOO_MANY_MAILS"]),
    );
    const opened = await Promise.all(mails.map(({ url }) => hedy.get(url)));
    expect(opened.filter((answer) => locationOf(answer) === "/done")).toHaveLength(1);
    expect(counts(rows)).toEqual([1, 1, 1]);
  });

  it("cannot be asked for by a page of another site", async () => {
    const { browser, begin, mails } = await makeAsking();
    const hedy = browser("hedy");
    await begin(hedy);
    const send = (options: object) => hedy.post("/sign-in/social/email", { email: "mallory@example.com" }, options);
    expect((await send({ origin: "https://evil.example" })).body.code).toBe("INVALID_ORIGIN");
    expect((await send({ origin: null })).body.code).toBe("MISSING_OR_NULL_ORIGIN");
    expect(mails).toEqual([]);
  });

  it("that cannot be sent are logged without the link, and can be asked for again", async () => {
    const logged: unknown[][] = [];
    let fails = true;
    const sent: string[] = [];
    const { browser, begin, type } = await makeAsking(
      { logger: { log: (...line) => void logged.push(line) } },
      {
        async sendVerificationEmail({ url }) {
          if (fails) throw new Error("SMTP 421");
          sent.push(url);
        },
      },
    );
    const hedy = browser("hedy");
    await begin(hedy);
    expect((await type(hedy, HEDY)).status).toBe(200);
    expect(JSON.stringify(logged)).not.toMatch(/token=/);
    fails = false;
    await type(hedy, HEDY);
    expect(locationOf(await hedy.get(sent[0] as string))).toBe("/done");
  });
});

it("leads nowhere that the call did not name, whatever the link says", async () => {
  const { browser, begin, type, last } = await makeAsking();
  const hedy = browser("hedy");
  for (const field of ["callbackURL", "newUserCallbackURL", "errorCallbackURL"]) {
    const answer = await hedy.post("/sign-in/social", { provider: "fake", [field]: "https://evil.example" });
    expect(answer.status, field).toBe(403);
  }
  await begin(hedy);
  await type(hedy, HEDY);
  const { url } = last();
  expect((await hedy.get(`${url}&callbackURL=https://evil.example`)).status).toBe(403);
  expect(locationOf(await hedy.get(`${url}&next=https://evil.example`))).toBe("/done");
});

it("does not keep somebody signed in as who they were, nor sign anybody out before it is done", async () => {
  const { browser, begin, type, open } = await makeAsking({
    emailAndPassword: { enabled: true, password: cheapPasswords },
  });
  const shared = browser("alice");
  await shared.signUp();
  await begin(shared);
  await type(shared, HEDY);
  expect((await shared.session()).user.email).toBe("alice@example.com");
  await open(shared);
  expect((await shared.session()).user.email).toBe(HEDY);
});

it("is not begun by a callback that is not this browser's", async () => {
  const { browser, rows } = await makeAsking({}, {}, [silentProvider()]);
  const { state } = await startSocial(browser("mallory"), "fake");
  const victim = browser("victim");
  expect(locationOf(await comeBack(victim, "fake", { code: "good", state }))).toMatch(/error=state_mismatch$/);
  expect(victim.jar.has(COOKIE)).toBe(false);
  expect(rows("select * from verification")).toEqual([]);
});
