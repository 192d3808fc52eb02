import { expect, it } from "vitest";
import { createAuthEndpoint, createAuthMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";
import { getShouldSkipSessionRefresh, setShouldSkipSessionRefresh } from "./skip-refresh";

const skip: BetterAuthPlugin = {
  id: "skip",
  endpoints: { asked: createAuthEndpoint("/asked", { method: "GET" }, getShouldSkipSessionRefresh) },
  hooks: {
    before: [
      {
        matcher: (ctx) => ctx.headers?.has("x-skip") === true,
        handler: createAuthMiddleware(async () => setShouldSkipSessionRefresh(true)),
      },
    ],
  },
};

it("a call that is told to skip it reads a session without extending it, whichever guard reads", async () => {
  const { auth, browser, db, rows } = await makeAuth({ plugins: [skip] });
  const alice = browser();
  await alice.signUp();
  const end = new Date(Date.now() + 3_600_000).toISOString();
  db.prepare("update session set expiresAt = ?").run(end);
  const cookie = [...alice.jar].map(([name, value]) => `${name}=${value}`).join("; ");

  const headers = new Headers({ cookie, "x-skip": "1" });
  expect((await auth.api.getSession({ headers }))?.session.expiresAt.toISOString()).toBe(end);
  expect(await auth.api.listSessions({ headers })).toHaveLength(1);
  expect(rows("select expiresAt from session")).toEqual([{ expiresAt: end }]);

  await auth.api.listSessions({ headers: new Headers({ cookie }) });
  expect(rows("select expiresAt from session")).not.toEqual([{ expiresAt: end }]);
});

it("is of one call only", async () => {
  const { browser } = await makeAuth({ plugins: [skip] });
  const alice = browser();
  expect((await alice.get("/asked", { headers: { "x-skip": "1" } })).body).toBe(true);
  expect((await alice.get("/asked")).body).toBeNull();
});
