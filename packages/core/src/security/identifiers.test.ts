import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

describe("e-mail addresses", () => {
  it.each([
    "alice＠example.com",
    "alice\u200b@example.com",
    "alice\u202e@example.com",
    "al\u0131ce@example.com",
    "alice@exam\u0440le.com",
    "alice@example.com\u0000",
    " alice@example.com",
    "alice@example.com\n",
    "alice@example",
    "alice@@example.com",
    `${"a".repeat(2000)}@example.com`,
  ])("%j is refused, not rewritten", async (email) => {
    const { browser, rows } = await makeAuth();
    expect(await browser().signUp({ email })).toMatchObject({ status: 400, body: { code: expect.any(String) } });
    expect(await browser().signIn({ email })).toMatchObject({ status: 400, body: { code: "INVALID_EMAIL" } });
    expect(rows("select * from user")).toEqual([]);
  });

  it("are one whatever their case, at sign-up and at sign-in", async () => {
    const { browser, rows } = await makeAuth();
    expect((await browser("a").signUp({ email: "Alice@Example.COM" })).status).toBe(200);
    expect(await browser("b").signUp({ email: "aLICE@example.com" })).toMatchObject({
      status: 422,
      body: { code: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL" },
    });
    expect((await browser("a").signIn({ email: "ALICE@EXAMPLE.COM" })).status).toBe(200);
    expect(rows("select email from user")).toEqual([{ email: "alice@example.com" }]);
  });
});

describe("known and unknown addresses", () => {
  it("answer alike where the contract hides which is which", async () => {
    const { browser } = await makeAuth({ emailAndPassword: { enabled: true, autoSignIn: false } });
    const fresh = await browser("a").signUp({ email: "a@example.com" });
    const taken = await browser("a").signUp({ email: "a@example.com" });
    const shape = (answer: typeof fresh) => ({
      status: answer.status,
      headers: [...answer.headers.keys()],
      keys: Object.keys(answer.body.user).sort(),
      token: answer.body.token,
    });
    expect(shape(taken)).toEqual(shape(fresh));
    const wrong = await browser("x").signIn({ email: "a@example.com", password: "wrong horse 1" });
    const unknown = await browser("x").signIn({ email: "b@example.com", password: "wrong horse 1" });
    expect({ ...unknown, headers: null }).toEqual({ ...wrong, headers: null });
  });

  it("cost one hash each", async () => {
    const calls: string[] = [];
    const password = {
      hash: async (text: string) => {
        calls.push("hash");
        return `h:${text}`;
      },
      verify: async ({ hash, password: text }: { hash: string; password: string }) => {
        calls.push("verify");
        return hash === `h:${text}`;
      },
    };
    const { browser } = await makeAuth({ emailAndPassword: { enabled: true, autoSignIn: false, password } });
    const count = async (work: () => Promise<unknown>) => {
      calls.length = 0;
      await work();
      return calls.length;
    };
    expect(await count(() => browser("a").signUp())).toBe(1);
    expect(await count(() => browser("a").signUp())).toBe(1);
    expect(await count(() => browser("a").signIn({ password: "wrong horse 1" }))).toBe(1);
    expect(await count(() => browser("b").signIn({ password: "wrong horse 1" }))).toBe(1);
  });
});
