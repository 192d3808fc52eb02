import { expect, it } from "vitest";
import { createAuthEndpoint, createAuthMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

/** Takes a session cookie from another header, as a bearer token does. */
const bearer: BetterAuthPlugin = {
  id: "cookie-from-header",
  endpoints: {
    theme: createAuthEndpoint("/theme", { method: "GET" }, async (ctx) => [
      ctx.getCookie("theme"),
      ctx.getHeader("cookie"),
      ctx.headers?.get("cookie"),
    ]),
  },
  hooks: {
    before: [
      {
        matcher: (ctx) => ctx.headers?.has("x-cookie") === true,
        handler: createAuthMiddleware(async (ctx) => ({
          context: { headers: new Headers({ cookie: ctx.getHeader("x-cookie") ?? "" }) },
        })),
      },
    ],
  },
};

it("headers that a before-hook puts in are those that the session is read from", async () => {
  const { auth, browser } = await makeAuth({ plugins: [bearer] });
  const alice = browser();
  await alice.signUp();
  const cookie = [...alice.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = new Headers({ "x-cookie": cookie });
  expect((await auth.api.getSession({ headers }))?.user.email).toContain("alice");
  expect(await auth.api.listSessions({ headers })).toHaveLength(1);
  expect((await browser("bob").get("/get-session", { headers: { "x-cookie": cookie } })).body.user.email).toContain(
    "alice",
  );
});

it("a handler reads cookies and headers from them", async () => {
  const { browser } = await makeAuth({ plugins: [bearer] });
  const { body } = await browser().get("/theme", { headers: { "x-cookie": "theme=dark" } });
  expect(body).toEqual(["dark", "theme=dark", "theme=dark"]);
});
