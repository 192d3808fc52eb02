import { describe, expect, it } from "vitest";
import { createAuthEndpoint, createAuthMiddleware, dispatchAuthEndpoint, signInEmail } from "../api";
import { APIError } from "../error";
import { makeAuth, PASSWORD } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";
import * as z from "../zod";

const inner = createAuthEndpoint("/inner/:id", { method: "POST", body: z.object({ a: z.number() }) }, async (ctx) => {
  ctx.setHeader("x-inner", "1");
  if (ctx.body.a === 0) throw new APIError("CONFLICT", { code: "ZERO", message: "No zero" });
  return { path: ctx.path, method: ctx.method, a: ctx.body.a, id: (ctx.params as { id: string }).id };
});

const outer = {
  id: "outer",
  endpoints: {
    outer: createAuthEndpoint("/outer", { method: "GET" }, async (ctx) => {
      const a = Number((ctx.query as { a?: string } | undefined)?.a ?? 1);
      const outcome = await dispatchAuthEndpoint(inner, {
        ...ctx,
        context: ctx.context,
        body: { a },
        params: { id: "7" },
      });
      return outcome as object;
    }),
    through: createAuthEndpoint("/through", { method: "POST" }, async (ctx) => {
      await dispatchAuthEndpoint(signInEmail, { ...ctx, context: ctx.context });
      return { newSession: ctx.context.newSession?.user.email };
    }),
  },
} satisfies BetterAuthPlugin;

async function prepare() {
  const seen: string[] = [];
  const note = (moment: string) => createAuthMiddleware(async (ctx) => void seen.push(`${moment} ${ctx.path}`));
  const hooks = { before: note("before"), after: note("after") };
  const made = await makeAuth({ plugins: [outer], hooks });
  return { ...made, seen };
}
type OuterCall = (input: object) => Promise<unknown>;

describe("an endpoint that is dispatched inside another one", () => {
  it("runs with its own route and every hook around it", async () => {
    const { browser, seen } = await prepare();
    const { body } = await browser().get("/outer");
    expect(body.response).toEqual({ path: "/inner/:id", method: "POST", a: 1, id: "7" });
    expect(seen).toEqual(["before /outer", "before /inner/:id", "after /inner/:id", "after /outer"]);
  });

  it("gives headers, status and response over HTTP, and what is asked for in a direct call", async () => {
    const { browser, auth } = await prepare();
    expect(Object.keys((await browser().get("/outer")).body)).toEqual(["headers", "response"]);
    const call = (auth.api as unknown as { outer: OuterCall }).outer;
    expect(await call({ query: { a: "2" } })).toMatchObject({ a: 2, id: "7" });
    const { response } = (await call({ query: { a: "2" }, returnHeaders: true })) as {
      response: { headers: Headers; response: unknown };
    };
    expect(response.headers.get("x-inner")).toBe("1");
  });

  it("throws what it throws, and validates what it is given", async () => {
    const { browser } = await prepare();
    expect((await browser().get("/outer?a=0")).body).toEqual({ code: "ZERO", message: "No zero" });
    expect((await browser().get("/outer?a=x")).body).toMatchObject({ code: "VALIDATION_ERROR" });
  });

  it("tells the call around of a session that it issued", async () => {
    const { browser } = await prepare();
    const alice = browser();
    await alice.signUp();
    alice.jar.clear();
    const { body } = await alice.post("/through", { email: alice.email, password: PASSWORD });
    expect(body).toEqual({ newSession: alice.email });
  });

  it("needs the context of a call", async () => {
    await expect(dispatchAuthEndpoint(inner, { context: {} as never })).rejects.toThrow("context of a call");
  });
});
