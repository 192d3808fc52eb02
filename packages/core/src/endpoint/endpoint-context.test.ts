import { describe, expect, it } from "vitest";
import { createAuthEndpoint, createAuthMiddleware, isAPIError } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin, GenericEndpointContext } from "../types";

/** A plugin whose one endpoint is `handler`. */
const withHandler = (handler: (ctx: GenericEndpointContext) => Promise<unknown>) => {
  const probe = createAuthEndpoint("/probe", { method: "GET" }, handler);
  return { probe, plugin: { id: "probe", endpoints: { probe } } satisfies BetterAuthPlugin };
};

describe("what hooks and handlers find in their context", () => {
  it("has a query and params to read from, whatever the address of the request is", async () => {
    const seen: unknown[] = [];
    const look = async ({ query, params }: GenericEndpointContext) => {
      seen.push([query.page, params.id]);
      return { query, params };
    };
    const looking = createAuthMiddleware(async (ctx) => void (await look(ctx)));
    const { browser } = await makeAuth({
      plugins: [withHandler(look).plugin],
      hooks: { before: looking, after: looking },
    });
    expect(await browser().get("/probe")).toMatchObject({ status: 200, body: { query: {}, params: {} } });
    expect((await browser().get("/probe?page=2")).body.query).toEqual({ page: "2" });
    expect(seen).toEqual([...Array(3).fill([undefined, undefined]), ...Array(3).fill(["2", undefined])]);
  });

  it("throws a redirect whose headers can be asked for", async () => {
    const { plugin } = withHandler(async (ctx) => {
      ctx.setCookie("queued", "1");
      ctx.setHeader("location", "/elsewhere");
      throw ctx.redirect("/there");
    });
    const { auth } = await makeAuth({ plugins: [plugin] });
    const api = auth.api as unknown as { probe(): Promise<unknown> };
    const error: unknown = await api.probe().catch((thrown: unknown) => thrown);
    if (!isAPIError(error) || !(error.headers instanceof Headers)) throw new Error("expected a redirect");
    expect([error.headers.get("location"), error.headers.getSetCookie()]).toEqual(["/there", ["queued=1"]]);
  });
});

describe("ctx.json", () => {
  const told = { status: 201, headers: { "x-told": "yes" }, body: { sent: true } };

  it("sends another body where a before hook answers a request, and gives direct callers the value", async () => {
    const before = createAuthMiddleware(async (ctx) => ctx.json({ sent: false }, told));
    const { auth, browser } = await makeAuth({ hooks: { before } });
    const answer = await browser().get("/ok");
    expect(answer).toMatchObject({ status: 201, body: { sent: true } });
    expect(answer.headers.get("x-told")).toBe("yes");
    expect(await auth.api.ok()).toEqual({ sent: false });
  });

  it("is obeyed by an endpoint that is called as a function for a Response", async () => {
    const { probe, plugin } = withHandler(async (ctx) => ctx.json({ sent: false }, told));
    const { auth, browser } = await makeAuth({ plugins: [plugin] });
    const context = await auth.$context;
    const response = (await probe({ context, asResponse: true })) as unknown as Response;
    expect([response.status, response.headers.get("x-told"), await response.json()]).toEqual([
      201,
      "yes",
      { sent: true },
    ]);
    expect(await probe({ context })).toEqual({ sent: false });
    // Around a handler there are hooks, which have to see what it gave.
    expect(await browser().get("/probe")).toMatchObject({ status: 200, body: { sent: false } });
  });
});
