import { describe, expect, it } from "vitest";
import {
  clearPendingSignIn,
  createAuthEndpoint,
  createAuthMiddleware,
  getSessionFromCtx,
  readPendingSignIn,
  signInUser,
} from "../api";
import { setSessionCookie } from "../cookies";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";
import * as z from "../zod";

/** A second step, as a plugin writes one: asks for a code after every first factor. */
function secondStep(): BetterAuthPlugin {
  return {
    id: "second-step",
    signInRequirements: [
      {
        id: "second-step",
        order: 500,
        async evaluate(user, factor, ctx) {
          if (factor.multiFactor || user.name === "trusted") return { status: "satisfied" };
          if (user.name === "banned")
            return { status: "deny", error: { status: 403, code: "BANNED", message: "You are banned" } };
          const identifier = `second-step-${user.id}`;
          await ctx.context.internalAdapter.createVerificationValue({
            identifier,
            value: user.id,
            expiresAt: new Date(Date.now() + 60_000),
          });
          return { status: "pending", identifier, response: { secondStep: true } };
        },
      },
    ],
    endpoints: {
      verifySecondStep: createAuthEndpoint(
        "/second-step/verify",
        { method: "POST", body: z.object({ code: z.string() }) },
        async (ctx) => {
          const identifier = await readPendingSignIn(ctx);
          if (!identifier || ctx.body.code !== "123456")
            throw ctx.error("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
          const spent = await ctx.context.internalAdapter.consumeVerificationValue(identifier);
          const user = spent && (await ctx.context.internalAdapter.findUserById(spent.value));
          if (!user) throw ctx.error("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
          clearPendingSignIn(ctx);
          const signIn = await signInUser(ctx, user, { id: "second-step", satisfies: ["second-step"] });
          return { token: signIn.status === "issued" ? signIn.session.token : null };
        },
      ),
    },
  };
}

/** A plugin of somebody who never heard of requirements: makes a session by hand and sets its cookie. */
const handMade: BetterAuthPlugin = {
  id: "hand-made",
  endpoints: {
    signInByHand: createAuthEndpoint(
      "/sign-in/by-hand",
      { method: "POST", body: z.object({ email: z.string() }) },
      async (ctx) => {
        const found = await ctx.context.internalAdapter.findUserByEmail(ctx.body.email);
        if (!found) throw ctx.error("NOT_FOUND");
        const session = await ctx.context.internalAdapter.createSession(found.user.id);
        await setSessionCookie(ctx, { session, user: found.user });
        return { token: session.token };
      },
    ),
  },
};

const seenByHooks: { newSession: boolean; path: string }[] = [];
const watcher: BetterAuthPlugin = {
  id: "watcher",
  hooks: {
    after: [
      {
        matcher: () => true,
        handler: createAuthMiddleware(async (ctx) => {
          seenByHooks.push({ newSession: Boolean(ctx.context.newSession), path: ctx.path });
        }),
      },
    ],
  },
};

const pendingCookie = (lines: string[]) => lines.filter((line) => line.startsWith("better-auth.sign_in_pending="));
const sessionCookie = (lines: string[]) =>
  lines.filter((line) => line.startsWith("better-auth.session_token=") && !line.includes("Max-Age=0"));

describe("the sign-in pipeline", () => {
  it("asks a requirement after a password: no session exists until it is met", async () => {
    const { browser, rows } = await makeAuth({ plugins: [secondStep(), watcher] });
    const alice = browser();
    await alice.signUp();
    expect(rows("select * from session")).toEqual([]);

    seenByHooks.length = 0;
    const answer = await alice.signIn();
    expect(answer).toMatchObject({ status: 200, body: { secondStep: true } });
    expect(answer.body.token).toBeUndefined();
    expect(pendingCookie(answer.cookies)).toHaveLength(1);
    expect(sessionCookie(answer.cookies)).toEqual([]);
    expect(rows("select * from session")).toEqual([]);
    expect(seenByHooks).toEqual([{ newSession: false, path: "/sign-in/email" }]);
    expect(await alice.session()).toBeNull();

    expect((await alice.post("/second-step/verify", { code: "000000" })).status).toBe(401);
    const verified = await alice.post("/second-step/verify", { code: "123456" });
    expect(verified.status).toBe(200);
    expect(sessionCookie(verified.cookies)).toHaveLength(1);
    expect((await alice.session()).session.token).toBe(verified.body.token);
    expect((await alice.post("/second-step/verify", { code: "123456" })).status).toBe(401);
  });

  it("is passed by a plugin's own sign-in, too, before any cookie exists", async () => {
    const { browser, rows } = await makeAuth({ plugins: [secondStep(), handMade, watcher] });
    const alice = browser();
    await alice.signUp();
    alice.jar.clear();
    seenByHooks.length = 0;
    const answer = await alice.post("/sign-in/by-hand", { email: alice.email });
    expect(answer).toMatchObject({ status: 200, body: { secondStep: true } });
    expect(sessionCookie(answer.cookies)).toEqual([]);
    expect(pendingCookie(answer.cookies)).toHaveLength(1);
    expect(rows("select * from session")).toEqual([]);
    expect(seenByHooks).toEqual([{ newSession: false, path: "/sign-in/by-hand" }]);
    expect((await alice.post("/second-step/verify", { code: "123456" })).status).toBe(200);
    expect(await alice.session()).not.toBeNull();
  });

  it("lets a plugin's own sign-in through when nothing is owed", async () => {
    const { browser } = await makeAuth({ plugins: [secondStep(), handMade] });
    const alice = browser("trusted");
    await alice.signUp();
    alice.jar.clear();
    const answer = await alice.post("/sign-in/by-hand", { email: alice.email });
    expect(sessionCookie(answer.cookies)).toHaveLength(1);
    expect((await alice.session()).session.token).toBe(answer.body.token);
  });

  it("refuses whom a requirement denies, on every way in, and leaves no session", async () => {
    const { browser, rows, db } = await makeAuth({ plugins: [secondStep(), handMade] });
    const mallory = browser("trusted");
    await mallory.signUp();
    await mallory.post("/sign-out");
    db.prepare("update user set name = 'banned'").run();
    for (const [path, body] of [
      ["/sign-in/email", { email: mallory.email, password: "correct horse 1" }],
      ["/sign-in/by-hand", { email: mallory.email }],
    ] as const) {
      expect(await mallory.post(path, body)).toMatchObject({ status: 403, body: { code: "BANNED" } });
      expect(rows("select * from session")).toEqual([]);
    }
  });

  it("makes a pending cookie that no reader of sessions can use", async () => {
    const { browser } = await makeAuth({ plugins: [secondStep()] });
    const alice = browser();
    await alice.signUp();
    await alice.signIn();
    const pending = alice.jar.get("better-auth.sign_in_pending") as string;
    expect(pending).toBeTruthy();
    const thief = browser("thief");
    for (const name of ["session_token", "session_data", "dont_remember"])
      thief.jar.set(`better-auth.${name}`, pending);
    expect(await thief.session()).toBeNull();
    expect((await thief.get("/list-sessions")).status).toBe(401);
  });

  it("asks for a verified address before a session, and after the password is right", async () => {
    const { browser, rows, db } = await makeAuth({
      emailAndPassword: { enabled: true, requireEmailVerification: true },
    });
    const alice = browser();
    expect(await alice.signUp()).toMatchObject({ status: 200, body: { token: null } });
    expect(await alice.signIn({ password: "wrong horse 1" })).toMatchObject({ status: 401 });
    expect(await alice.signIn()).toMatchObject({ status: 403, body: { code: "EMAIL_NOT_VERIFIED" } });
    expect(rows("select * from session")).toEqual([]);
    db.prepare("update user set emailVerified = 1").run();
    expect((await alice.signIn()).status).toBe(200);
  });

  it("keeps a session that is there through an update of the user", async () => {
    const plugin: BetterAuthPlugin = {
      id: "again",
      endpoints: {
        again: createAuthEndpoint("/again", { method: "POST" }, async (ctx) => {
          const pair = await getSessionFromCtx(ctx);
          if (pair) await setSessionCookie(ctx, pair);
          return { ok: true };
        }),
      },
    };
    const { browser } = await makeAuth({ plugins: [secondStep(), plugin] });
    const alice = browser();
    await alice.signUp();
    await alice.signIn();
    await alice.post("/second-step/verify", { code: "123456" });
    const answer = await alice.post("/again");
    expect(sessionCookie(answer.cookies)).toHaveLength(1);
    expect(pendingCookie(answer.cookies)).toEqual([]);
  });
});
