import { describe, expect, it } from "vitest";
import { checkEndpointConflicts, createAuthEndpoint, getEndpoints, router } from "../api";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

const get = (path: string, answer = path) => createAuthEndpoint(path, { method: "GET" }, async () => ({ answer }));

describe("an instance that is wired by hand", () => {
  it("answers requests, hooks of plugins included, and has its endpoints as methods", async () => {
    const seen: string[] = [];
    const middleware = Object.assign(async () => undefined, { options: {} });
    const plugin = {
      id: "p",
      endpoints: { mine: get("/mine") },
      middlewares: [{ path: "/mine", middleware }],
      init: () => ({
        options: { databaseHooks: { user: { create: { after: async () => void seen.push("user made") } } } },
      }),
    } satisfies BetterAuthPlugin;
    const { auth, options, db } = await makeAuth({ plugins: [plugin] });
    const context = await auth.$context;
    const { handler, endpoints } = router(context, options);
    const response = await handler(new Request("http://localhost:3000/api/auth/mine"));
    expect([response.status, await response.json()]).toEqual([200, { answer: "/mine" }]);
    const signUpEmail = endpoints.signUpEmail as (input: object) => Promise<{ user: { email: string } }>;
    const body = { name: "A", email: "a@example.com", password: "correct horse 1" };
    expect((await signUpEmail({ body })).user.email).toBe("a@example.com");
    expect(seen).toEqual(["user made"]);
    expect(db.prepare("select count(*) as count from user").get()).toEqual({ count: 1 });
  });

  it("gives its endpoints before its context is there", async () => {
    const { auth, options } = await makeAuth();
    const { api, middlewares } = getEndpoints(auth.$context, options);
    expect(await (api.ok as () => Promise<unknown>)()).toEqual({ ok: true });
    expect((api.getSession as { path: string }).path).toBe("/get-session");
    expect(middlewares).toEqual([]);
  });

  it("has to be given the context of an instance", async () => {
    expect(() => router({} as never, {})).toThrow("auth.$context");
  });
});

describe("two that claim one route of a router that is wired by hand", () => {
  const conflictsOf = (...plugins: BetterAuthPlugin[]) => {
    const lines: string[] = [];
    checkEndpointConflicts({ plugins }, { error: (message) => void lines.push(message) });
    return lines;
  };

  it("are told of, by name", () => {
    expect(
      conflictsOf({ id: "p1", endpoints: { a: get("/x") } }, { id: "p2", endpoints: { b: get("/x"), c: get("/ok") } }),
    ).toEqual([
      'plugins: "p1" and "p2" both claim GET /x; only one of them answers.',
      'plugins: "core" and "p2" both claim GET /ok; only one of them answers.',
    ]);
  });

  it("are two plugins even where the key is the same", () => {
    const lines = conflictsOf({ id: "p1", endpoints: { a: get("/x") } }, { id: "p2", endpoints: { a: get("/x") } });
    expect(lines).toHaveLength(1);
  });

  it("are none where a plugin replaces an endpoint of the core on purpose, or a method differs, or nothing is routed", () => {
    const post = createAuthEndpoint("/x", { method: "POST" }, async () => ({}));
    const unrouted = createAuthEndpoint.serverOnly({ method: "GET" }, async () => ({}));
    expect(
      conflictsOf(
        { id: "p1", endpoints: { getSession: get("/get-session"), a: get("/x"), u: unrouted } },
        { id: "p2", endpoints: { b: post, u2: unrouted } },
      ),
    ).toEqual([]);
  });
});
