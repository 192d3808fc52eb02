import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeAuth } from "../test-support/instance";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const setCookies = (lines: string[]) => lines.map((line) => line.split("=")[0]);
const CLEARED = ["better-auth.session_token", "better-auth.session_data", "better-auth.dont_remember"];

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());
const advance = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("a session", () => {
  it("is extended once it is older than updateAge, and its cookie with it", async () => {
    const { browser, rows } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    advance(23 * HOUR);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
    advance(2 * HOUR);
    const extended = await alice.get("/get-session");
    expect(setCookies(extended.cookies)).toEqual(["better-auth.session_token"]);
    expect(new Date(extended.body.session.expiresAt).getTime()).toBe(Date.now() + 7 * DAY);
    expect(rows("select expiresAt from session")).toEqual([
      { expiresAt: new Date(Date.now() + 7 * DAY).toISOString() },
    ]);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
  });

  it("ends at expiresAt: the row goes, the cookies go", async () => {
    const { browser, rows } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    advance(7 * DAY + 1000);
    const answer = await alice.get("/get-session");
    expect(answer.body).toBeNull();
    expect(setCookies(answer.cookies).sort()).toEqual([...CLEARED].sort());
    expect(rows("select * from session")).toEqual([]);
  });

  it("of a browser that forgets lives for a day, has a cookie without an end, and is not extended", async () => {
    const { browser, rows } = await makeAuth({ session: { updateAge: 0 } });
    const alice = browser();
    const { cookies } = await alice.signUp({ rememberMe: false });
    expect(setCookies(cookies)).toEqual(["better-auth.session_token", "better-auth.dont_remember"]);
    expect(cookies.join()).not.toContain("Max-Age");
    advance(HOUR);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
    expect(rows("select expiresAt from session")[0]?.expiresAt).toBe(new Date(Date.now() + 23 * HOUR).toISOString());
    advance(23 * HOUR);
    expect(await alice.session()).toBeNull();
  });

  it("forgets that it was to be forgotten, when the next sign-in says otherwise", async () => {
    const { browser } = await makeAuth();
    const alice = browser();
    await alice.signUp({ rememberMe: false });
    expect([...alice.jar.keys()]).toContain("better-auth.dont_remember");
    await alice.signIn({ rememberMe: true });
    expect([...alice.jar.keys()]).toEqual(["better-auth.session_token"]);
  });

  it("is not extended where the call or the options say so", async () => {
    const { browser } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    advance(2 * DAY);
    expect((await alice.get("/get-session?disableRefresh=true")).cookies).toEqual([]);
    expect((await alice.get("/get-session?disableRefresh=banana")).status).toBe(400);
    expect((await alice.get("/get-session?disableRefresh=false")).cookies).toHaveLength(1);

    const off = await makeAuth({ session: { disableSessionRefresh: true } });
    const bob = off.browser("bob");
    await bob.signUp();
    advance(2 * DAY);
    expect((await bob.get("/get-session")).cookies).toEqual([]);
  });

  it("with deferSessionRefresh is only extended by a POST", async () => {
    const { browser } = await makeAuth({ session: { deferSessionRefresh: true } });
    const alice = browser();
    await alice.signUp();
    expect((await alice.get("/get-session")).body.needsRefresh).toBe(false);
    advance(2 * DAY);
    expect(await alice.get("/get-session")).toMatchObject({ cookies: [], body: { needsRefresh: true } });
    expect((await alice.get("/get-session?disableRefresh=true")).body.needsRefresh).toBeUndefined();
    expect((await alice.post("/get-session")).cookies).toHaveLength(1);
    const { browser: plain } = await makeAuth();
    expect(await plain().post("/get-session")).toMatchObject({
      status: 405,
      body: { code: "METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED" },
    });
  });

  it("stays as it is when a hook stops the extension", async () => {
    const before = vi.fn(async () => false as const);
    const { browser } = await makeAuth({ databaseHooks: { session: { update: { before } } } });
    const alice = browser();
    await alice.signUp();
    const { session } = await alice.session();
    advance(2 * DAY);
    expect(await alice.get("/get-session")).toMatchObject({
      cookies: [],
      body: { session: { expiresAt: session.expiresAt }, user: { email: alice.email } },
    });
    expect(before).toHaveBeenCalledTimes(1);
  });

  it("is asked to be extended only where a POST extends it", async () => {
    const { browser } = await makeAuth({ session: { deferSessionRefresh: true } });
    const alice = browser();
    await alice.signUp({ rememberMe: false });
    const before = await alice.get("/get-session");
    expect(before.body.needsRefresh).toBe(false);
    expect((await alice.post("/get-session")).body.session.expiresAt).toBe(before.body.session.expiresAt);

    const off = await makeAuth({ session: { deferSessionRefresh: true, disableSessionRefresh: true } });
    const bob = off.browser("bob");
    await bob.signUp();
    advance(2 * DAY);
    expect((await bob.get("/get-session")).body.needsRefresh).toBe(false);
  });

  it("must be fresh to list sessions", async () => {
    const { browser } = await makeAuth({ session: { freshAge: 60 } });
    const alice = browser();
    await alice.signUp();
    expect((await alice.get("/list-sessions")).status).toBe(200);
    advance(60_000);
    expect(await alice.get("/list-sessions")).toMatchObject({ status: 403, body: { code: "SESSION_NOT_FRESH" } });
    const { browser: never } = await makeAuth({ session: { freshAge: 0 } });
    const bob = never("bob");
    await bob.signUp();
    advance(3 * DAY);
    expect((await bob.get("/list-sessions")).status).toBe(200);
  });

  it("of a spoiled cookie is none, and the cookie is left alone", async () => {
    const { browser } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    const raw = alice.jar.get("better-auth.session_token") as string;
    const other = raw.startsWith("x") ? "y" : "x";
    for (const spoiled of [
      `${other}${raw.slice(1)}`,
      `${raw.slice(0, -7)}AAAA%3D`,
      raw.split(".")[0],
      "%E0%A4%A",
      "",
    ]) {
      const mallory = browser("mallory");
      mallory.jar.set("better-auth.session_token", spoiled as string);
      expect(await mallory.get("/get-session")).toMatchObject({ status: 200, body: null, cookies: [] });
    }
  });

  it("that was ended elsewhere is removed from the browser", async () => {
    const { browser, db } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    db.prepare("delete from session").run();
    expect(setCookies((await alice.get("/get-session")).cookies).sort()).toEqual([...CLEARED].sort());
  });

  it("holds fields of its own, and hides those that are not given out", async () => {
    const { browser, rows } = await makeAuth({
      session: {
        additionalFields: {
          theme: { type: "string", required: false, defaultValue: "dark" },
          note: { type: "string", required: false, defaultValue: "internal", returned: false },
        },
      },
    });
    const alice = browser();
    await alice.signUp();
    const { session } = await alice.session();
    expect(session.theme).toBe("dark");
    expect(session).not.toHaveProperty("note");
    expect((await alice.get("/list-sessions")).body[0]).not.toHaveProperty("note");
    expect(rows("select note from session")).toEqual([{ note: "internal" }]);
  });
});
