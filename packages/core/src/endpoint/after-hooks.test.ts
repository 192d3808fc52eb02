import { describe, expect, it } from "vitest";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin, GenericEndpointContext } from "../types";

const runAfter = (handler: (ctx: GenericEndpointContext) => Promise<unknown>) => ({
  hooks: { after: createAuthMiddleware(handler) },
});

describe("after-hooks", () => {
  it("see the input as it came, with members that the route does not know", async () => {
    const seen: unknown[] = [];
    const { browser, auth } = await makeAuth(
      runAfter(async (ctx) => {
        seen.push([ctx.path, ctx.body, { ...ctx.query }]);
      }),
    );
    const alice = browser("alice");
    await alice.signUp();
    seen.length = 0;
    const wrong = { email: alice.email, password: "wrong horse 1", invitation: "abc" };
    await alice.post("/sign-in/email", wrong);
    await alice.get("/get-session?disableRefresh=true&from=mail");
    await auth.api.signInEmail({ body: wrong }).catch(() => {});
    expect(seen).toEqual([
      ["/sign-in/email", wrong, {}],
      ["/get-session", undefined, { disableRefresh: "true", from: "mail" }],
      ["/sign-in/email", wrong, {}],
    ]);
  });

  it("see what a before-hook made of it", async () => {
    const seen: unknown[] = [];
    const { browser } = await makeAuth({
      hooks: {
        before: createAuthMiddleware(async () => ({ context: { body: { invitation: "abc" } } })),
        after: createAuthMiddleware(async (ctx) => void seen.push(ctx.body)),
      },
    });
    await browser("alice").post("/sign-out", { why: "late" });
    expect(seen).toEqual([{ why: "late", invitation: "abc" }]);
  });

  it("change and remove the headers of a refusal, its location among them", async () => {
    const plugin: BetterAuthPlugin = {
      id: "refusals",
      endpoints: {
        refuse: createAuthEndpoint("/refuse", { method: "GET" }, async () => {
          throw new APIError("FOUND", undefined, { location: "/there", "x-error": "1" });
        }),
      },
    };
    const { browser } = await makeAuth({
      plugins: [plugin],
      ...runAfter(async (ctx) => {
        ctx.context.responseHeaders?.delete("x-error");
        ctx.setHeader("location", "/elsewhere");
      }),
    });
    const { status, headers } = await browser().get("/refuse");
    expect([status, headers.get("location"), headers.get("x-error")]).toEqual([302, "/elsewhere", null]);
  });

  it("are told a new session and its user, and nothing else of the sign-in", async () => {
    const told: unknown[] = [];
    const { browser } = await makeAuth(runAfter(async (ctx) => void told.push(ctx.context.newSession)));
    const alice = browser();
    await alice.signUp();
    await alice.signIn();
    expect(told.map((pair) => Object.keys(pair as object))).toEqual([
      ["session", "user"],
      ["session", "user"],
    ]);
  });
});
