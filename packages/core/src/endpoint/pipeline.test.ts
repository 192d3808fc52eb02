import { describe, expect, it } from "vitest";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "../api";
import { defineRequestState, getCurrentAuthContext } from "../context";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthOptions, BetterAuthPlugin, GenericEndpointContext } from "../types";
import * as z from "../zod";

/** An endpoint that tells what reached it, and a plugin around it. */
function plugin(over: Partial<BetterAuthPlugin> = {}, trace: string[] = []): BetterAuthPlugin {
  return {
    id: "p",
    endpoints: {
      echo: createAuthEndpoint(
        "/echo/:id",
        {
          method: ["GET", "POST"],
          body: z.optional(z.object({ n: z.number() })),
          query: z.optional(z.looseObject({})),
        },
        async (ctx) => {
          trace.push("handler");
          ctx.setHeader("x-handler", "yes");
          ctx.setCookie("from-handler", "1");
          return { id: ctx.params.id, body: ctx.body, query: ctx.query, path: ctx.path, operationId: ctx.operationId };
        },
      ),
      fails: createAuthEndpoint("/fails", { method: "GET" }, async (ctx) => {
        ctx.setCookie("queued", "1");
        throw new APIError("CONFLICT", { code: "TAKEN", message: "Taken", cause: "secret" }, { "x-error": "1" });
      }),
      breaks: createAuthEndpoint("/breaks", { method: "GET" }, async () => {
        throw new TypeError("a bug");
      }),
      kinds: createAuthEndpoint("/kinds/:kind", { method: "GET" }, async (ctx) => {
        switch (ctx.params.kind) {
          case "text":
            return "text";
          case "nothing":
            return undefined;
          case "null":
            return null;
          case "bytes":
            return new Uint8Array([1, 2]);
          case "values":
            return { at: new Date(0), big: 12n, gone: undefined, map: new Map() };
          case "redirect":
            throw ctx.redirect("/there");
          case "status":
            ctx.setStatus("CREATED");
            return { made: true };
          default:
            return new Response("own", { status: 418, headers: { "x-own": "1" } });
        }
      }),
      hidden: createAuthEndpoint.serverOnly(
        { method: "POST", body: z.object({ a: z.string() }) },
        async (ctx) => ctx.body,
      ),
    },
    ...over,
  };
}

const traced = (trace: string[], name: string, value?: unknown) =>
  createAuthMiddleware(async () => {
    trace.push(name);
    return value as undefined;
  });

// The endpoints of a test plugin are not part of the types of `makeAuth`.
// biome-ignore lint/suspicious/noExplicitAny: the methods of a plugin that is made in a test
const apiOf = (auth: { api: object }) => auth.api as any;

describe("the line of a request", () => {
  it("passes every stage in the contract's order", async () => {
    const trace: string[] = [];
    const p = plugin(
      {
        onRequest: async () => void trace.push("onRequest"),
        middlewares: [
          { path: "/echo/:id", middleware: traced(trace, "narrow middleware") },
          { path: "/**", middleware: traced(trace, "broad middleware") },
        ],
        hooks: {
          before: [{ matcher: () => true, handler: traced(trace, "plugin before") }],
          after: [{ matcher: () => true, handler: traced(trace, "plugin after") }],
        },
        onResponse: async () => void trace.push("onResponse"),
      },
      trace,
    );
    const { browser } = await makeAuth({
      plugins: [p],
      hooks: { before: traced(trace, "user before"), after: traced(trace, "user after") },
    });
    const answer = await browser().post("/echo/7?x=1&x=2", { n: 1 });
    expect(answer.body).toEqual({
      id: "7",
      body: { n: 1 },
      query: { x: ["1", "2"] },
      path: "/echo/:id",
      operationId: "echo",
    });
    expect(answer.headers.get("x-handler")).toBe("yes");
    expect(trace).toEqual([
      "onRequest",
      "broad middleware",
      "narrow middleware",
      "user before",
      "plugin before",
      "handler",
      "user after",
      "plugin after",
      "onResponse",
    ]);
  });

  it("is taken by a direct call from the before-hooks to the after-hooks", async () => {
    const trace: string[] = [];
    const p = plugin(
      { onRequest: async () => void trace.push("onRequest"), onResponse: async () => void trace.push("onResponse") },
      trace,
    );
    const { auth } = await makeAuth({
      plugins: [p],
      hooks: { before: traced(trace, "before"), after: traced(trace, "after") },
    });
    expect(await apiOf(auth).echo({ params: { id: "7" }, body: { n: 1 } })).toMatchObject({ id: "7" });
    expect(trace).toEqual(["before", "handler", "after"]);
  });

  it("maps what handlers give to answers", async () => {
    const { browser } = await makeAuth({ plugins: [plugin()] });
    const get = (kind: string) => browser().get(`/kinds/${kind}`);
    const type = (answer: { headers: Headers }) => answer.headers.get("content-type");
    expect(type(await get("text"))).toBe("text/plain");
    expect(await get("nothing")).toMatchObject({ status: 200, body: null });
    expect((await get("null")).body).toBeNull();
    expect(type(await get("bytes"))).toBe("application/octet-stream");
    expect((await get("values")).body).toEqual({ at: "1970-01-01T00:00:00.000Z", big: "12", map: {} });
    const redirect = await get("redirect");
    expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "/there"]);
    expect(await get("status")).toMatchObject({ status: 201, body: { made: true } });
    const own = await get("own");
    expect([own.status, own.body, own.headers.get("x-own")]).toEqual([418, "own", "1"]);
  });

  it("answers an expected failure with its status, code and headers, and keeps what was queued", async () => {
    const { browser, auth } = await makeAuth({ plugins: [plugin()] });
    const answer = await browser().get("/fails");
    expect(answer).toMatchObject({ status: 409, body: { code: "TAKEN", message: "Taken" } });
    expect(answer.headers.get("x-error")).toBe("1");
    expect(answer.cookies).toEqual(["queued=1"]);
    await expect(apiOf(auth).fails()).rejects.toMatchObject({
      name: "APIError",
      statusCode: 409,
      body: { code: "TAKEN" },
    });
    expect((await apiOf(auth).fails({ asResponse: true })).status).toBe(409);
  });

  it("answers a bug with an empty 500, logs it, and throws it at direct callers", async () => {
    const lines: unknown[][] = [];
    const errors: unknown[] = [];
    const options: Partial<BetterAuthOptions> = {
      logger: { log: (...line) => lines.push(line) },
      onAPIError: { onError: (error) => void errors.push(error) },
    };
    const { browser, auth } = await makeAuth({ plugins: [plugin()], ...options } as never);
    const answer = await browser().get("/breaks");
    expect([answer.status, answer.statusText, answer.body]).toEqual([500, "Internal Server Error", null]);
    expect(lines.flat().some((part) => part instanceof TypeError)).toBe(true);
    expect(errors).toHaveLength(1);
    await expect(apiOf(auth).breaks()).rejects.toThrow("a bug");
    const { browser: throwing } = await makeAuth({ plugins: [plugin()], onAPIError: { throw: true } });
    await expect(throwing().get("/breaks")).rejects.toThrow("a bug");
  });

  it("knows methods: 405 with Allow, HEAD as GET without the body", async () => {
    const { browser } = await makeAuth({ plugins: [plugin()] });
    const wrong = await browser().send("PUT", "/echo/1", {});
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST, HEAD"]);
    const head = await browser().send("HEAD", "/ok");
    expect([head.status, head.body, head.headers.get("content-type")]).toEqual([200, null, "application/json"]);
    expect((await browser().send("HEAD", "/sign-out")).status).toBe(405);
  });

  it("routes no endpoint that is the server's own", async () => {
    const { browser, auth } = await makeAuth({ plugins: [plugin()] });
    for (const path of ["/hidden", "/virtual:", "/undefined"])
      expect((await browser().post(path, { a: "x" })).status).toBe(404);
    expect(await apiOf(auth).hidden({ body: { a: "x" } })).toEqual({ a: "x" });
    await expect(apiOf(auth).hidden({ body: {} })).rejects.toMatchObject({
      statusCode: 400,
      body: { code: "VALIDATION_ERROR" },
    });
  });

  it("gives headers and status to direct callers that ask for them", async () => {
    const { auth } = await makeAuth({ plugins: [plugin()] });
    const { headers, response } = await apiOf(auth).echo({ params: { id: "1" }, returnHeaders: true });
    expect([headers.get("x-handler"), headers.getSetCookie(), response.id]).toEqual(["yes", ["from-handler=1"], "1"]);
    expect(await apiOf(auth).kinds({ params: { kind: "status" }, returnStatus: true })).toEqual({
      status: 201,
      response: { made: true },
    });
    const made: Response = await apiOf(auth).kinds({ params: { kind: "status" }, asResponse: true });
    expect([made.status, await made.json()]).toEqual([201, { made: true }]);
  });

  it("starts again at the normalisation when a plugin replaces the request", async () => {
    const seen: string[] = [];
    const p = plugin({
      onRequest: async (request) => {
        seen.push(new URL(request.url).pathname);
        return request.url.endsWith("/alias")
          ? { request: new Request(request.url.replace("/alias", "/echo/9")) }
          : undefined;
      },
    });
    const { browser } = await makeAuth({ plugins: [p], disabledPaths: ["/ok"] });
    expect((await browser().get("/alias")).body.id).toBe("9");
    expect(seen).toHaveLength(1);
    const sneaky = plugin({
      onRequest: async (request) => ({ request: new Request(request.url.replace("/alias", "/ok")) }),
    });
    const { browser: other } = await makeAuth({ plugins: [sneaky], disabledPaths: ["/ok"] });
    expect((await other().get("/alias")).status).toBe(404);
  });

  it("lets a plugin answer first and last", async () => {
    const first = plugin({ onRequest: async () => ({ response: new Response("early", { status: 503 }) }) });
    const { browser } = await makeAuth({ plugins: [first] });
    expect(await browser().get("/ok")).toMatchObject({ status: 503, body: "early" });
    const last = plugin({ onResponse: async (response) => ({ response: new Response(`${response.status}!`) }) });
    const { browser: other } = await makeAuth({ plugins: [last] });
    expect((await other().get("/nothing")).body).toBe("404!");
    const gate = plugin({
      middlewares: [
        { path: "/echo/*", middleware: createAuthMiddleware(async () => new Response("gate", { status: 401 })) },
      ],
    });
    const { browser: third } = await makeAuth({ plugins: [gate] });
    expect(await third().get("/echo/1")).toMatchObject({ status: 401, body: "gate" });
    expect((await third().get("/ok")).status).toBe(200);
  });
});

describe("hooks", () => {
  type Hook = (ctx: GenericEndpointContext) => Promise<unknown>;
  const runBefore = (handler: Hook) => ({ hooks: { before: createAuthMiddleware(handler) } });
  const runAfter = (handler: Hook) => ({ hooks: { after: createAuthMiddleware(handler) } });

  it("before: change the input before it is validated", async () => {
    const { browser } = await makeAuth({
      plugins: [plugin()],
      ...runBefore(async () => ({ context: { body: { n: 5 }, query: { q: "1" } } })),
    });
    expect((await browser().post("/echo/1", { n: "not a number" })).body).toMatchObject({
      body: { n: 5 },
      query: { q: "1" },
    });
  });

  it("before: a spread of the context with changes is fine, and a prototype is no change", async () => {
    const evil = JSON.parse('{"__proto__":{"polluted":true},"n":6}');
    const { browser } = await makeAuth({
      plugins: [plugin()],
      ...runBefore(async (ctx) => ({ context: { ...ctx, body: evil } })),
    });
    expect((await browser().post("/echo/1", { n: 1 })).body.body).toEqual({ n: 6 });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("before: answer instead of the handler, keeping what they queued", async () => {
    const trace: string[] = [];
    const answering = createAuthMiddleware(async (ctx) => {
      ctx.setCookie("hook", "1");
      return ctx.json({ instead: true }, { status: 202 });
    });
    const { browser } = await makeAuth({
      plugins: [plugin({}, trace)],
      hooks: { before: answering, after: traced(trace, "after") },
    });
    const answer = await browser().get("/echo/1");
    expect(answer).toMatchObject({ status: 202, body: { instead: true }, cookies: ["hook=1"] });
    expect(trace).toEqual([]);
  });

  it("before: refuse, and a matcher that fails refuses too", async () => {
    const refusing = runBefore(async () => {
      throw new APIError("FORBIDDEN", { code: "NO", message: "No" });
    });
    const { browser } = await makeAuth({ plugins: [plugin()], ...refusing });
    expect(await browser().get("/echo/1")).toMatchObject({ status: 403, body: { code: "NO" } });

    const failing = plugin({
      hooks: {
        before: [
          {
            matcher: () => {
              throw new Error("matcher broke");
            },
            handler: traced([], "never"),
          },
        ],
      },
    });
    const { browser: other } = await makeAuth({ plugins: [failing] });
    expect(await other().get("/echo/1")).toMatchObject({ status: 500, body: { code: "INTERNAL_SERVER_ERROR" } });
  });

  it("after: see the result and the headers, and change both", async () => {
    const { browser } = await makeAuth({
      plugins: [plugin()],
      ...runAfter(async (ctx) => {
        expect(ctx.context.responseHeaders?.get("x-handler")).toBe("yes");
        ctx.context.responseHeaders?.delete("set-cookie");
        const { id } = ctx.context.returned as { id: string };
        ctx.setHeader("x-after", id);
        return { replaced: id };
      }),
    });
    const answer = await browser().get("/echo/8");
    expect(answer).toMatchObject({ status: 200, body: { replaced: "8" }, cookies: [] });
    expect([answer.headers.get("x-handler"), answer.headers.get("x-after")]).toEqual(["yes", "8"]);
  });

  it("after: run for a failure, see it, and may replace it while its status stays", async () => {
    const seen: unknown[] = [];
    const { browser } = await makeAuth({
      plugins: [plugin()],
      ...runAfter(async (ctx) => {
        seen.push(ctx.context.returned);
        return { softened: true };
      }),
    });
    expect(await browser().get("/fails")).toMatchObject({ status: 409, body: { softened: true } });
    expect(seen[0]).toBeInstanceOf(APIError);
    expect(await browser().post("/echo/1", { n: "x" })).toMatchObject({ status: 400 });
    expect(seen).toHaveLength(2);
  });

  it("after: a failure becomes the answer, and the next hooks see it", async () => {
    const trace: string[] = [];
    const p = plugin({
      hooks: {
        after: [
          {
            matcher: () => true,
            handler: createAuthMiddleware(async () => {
              throw new APIError("FORBIDDEN", { code: "AFTER", message: "After" });
            }),
          },
          { matcher: (ctx) => (ctx.context.returned as APIError).statusCode === 403, handler: traced(trace, "saw it") },
        ],
      },
    });
    const { browser } = await makeAuth({ plugins: [p] });
    expect(await browser().get("/echo/1")).toMatchObject({ status: 403, body: { code: "AFTER" } });
    expect(trace).toEqual(["saw it"]);
  });

  it("that name their routes run for those only, and one that does nothing changes no answer", async () => {
    const trace: string[] = [];
    const p = plugin({
      hooks: {
        before: [{ paths: ["/echo/:id"], handler: traced(trace, "before echo") }],
        after: [{ paths: ["/fails"], handler: traced(trace, "after fails") }],
      },
    });
    const { browser } = await makeAuth({ plugins: [p] });
    await browser().get("/echo/1");
    await browser().get("/ok");
    await browser().get("/fails");
    expect(trace).toEqual(["before echo", "after fails"]);

    const plain = await makeAuth({ plugins: [plugin()] });
    const hooked = await makeAuth({ plugins: [plugin()], hooks: { before: traced([], ""), after: traced([], "") } });
    for (const path of [
      "/echo/1",
      "/fails",
      "/breaks",
      "/kinds/redirect",
      "/kinds/own",
      "/kinds/status",
      "/get-session",
      "/nothing",
    ]) {
      const [one, two] = [await plain.browser().get(path), await hooked.browser().get(path)];
      expect({ ...two, headers: [...two.headers] }, path).toEqual({ ...one, headers: [...one.headers] });
    }
  });
});

describe("plugins as third parties write them", () => {
  it("one mutates newSession", async () => {
    const p: BetterAuthPlugin = {
      id: "mutates",
      hooks: {
        after: [
          {
            matcher: (ctx) => ctx.path === "/sign-up/email",
            handler: createAuthMiddleware(async (ctx) => {
              const { newSession } = ctx.context;
              if (!newSession) return;
              newSession.user.name = "Mutated";
              ctx.context.setNewSession({ ...newSession, session: { ...newSession.session, extra: 1 } });
              return { seen: newSession.user.email, extra: ctx.context.newSession?.session.extra };
            }),
          },
        ],
      },
    };
    const { browser } = await makeAuth({ plugins: [p] });
    expect((await browser().signUp()).body).toEqual({ seen: "alice@example.com", extra: 1 });
    expect((await browser("bob").get("/get-session")).body).toBeNull();
  });

  it("one spreads the context, and what it assigns leaks into no other call", async () => {
    const p: BetterAuthPlugin = {
      id: "spreads",
      init: () => ({ context: { greeting: "hello" } }),
      endpoints: {
        spread: createAuthEndpoint("/spread", { method: "GET" }, async (ctx) => {
          const copy = { ...ctx, context: { ...ctx.context } };
          const { setCookie, context } = copy;
          setCookie("from-spread", "1");
          const own = context as unknown as Record<string, unknown>;
          const before = own.leak;
          (ctx.context as unknown as Record<string, unknown>).leak = true;
          const found = await context.internalAdapter.findUserByEmail("alice@example.com");
          return { greeting: own.greeting, baseURL: context.baseURL, found: found?.user.name, leak: before ?? null };
        }),
      },
    };
    const { browser } = await makeAuth({ plugins: [p] });
    await browser().signUp();
    for (let i = 0; i < 2; i++) {
      const answer = await browser().get("/spread");
      expect(answer.body).toEqual({
        greeting: "hello",
        baseURL: "http://localhost:3000/api/auth",
        found: "alice",
        leak: null,
      });
      expect(answer.cookies).toEqual(["from-spread=1"]);
    }
  });

  it("one finds the call around it, keeps state in it, and calls the API inside", async () => {
    const counter = defineRequestState(() => 0);
    const p: BetterAuthPlugin = {
      id: "nested",
      endpoints: {
        outer: createAuthEndpoint("/outer", { method: "GET" }, async () => {
          await counter.set((await counter.get()) + 1);
          const around = await getCurrentAuthContext();
          const inner = await nested.api.inner({});
          return { path: around.path, inner, count: await counter.get(), still: (await getCurrentAuthContext()).path };
        }),
        inner: createAuthEndpoint("/inner", { method: "GET" }, async (ctx) => {
          await counter.set((await counter.get()) + 1);
          ctx.setCookie("inner", "1");
          return (await getCurrentAuthContext()).path;
        }),
      },
    };
    const { auth, browser } = await makeAuth({ plugins: [p] });
    const nested = { api: apiOf(auth) };
    for (let i = 0; i < 2; i++) {
      const answer = await browser().get("/outer");
      expect(answer.body).toEqual({ path: "/outer", inner: "/inner", count: 2, still: "/outer" });
      expect(answer.cookies).toEqual([]);
    }
    await expect(getCurrentAuthContext()).rejects.toThrow(/no call around/);
  });
});

describe("start-up", () => {
  it("runs init one after the other, each seeing what the one before made", async () => {
    const order: string[] = [];
    const first: BetterAuthPlugin = {
      id: "first",
      init: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push("first");
        return {
          context: { shared: 1 },
          options: { appName: "From plugin", session: { expiresIn: 100 }, trustedOrigins: ["https://plugin.example"] },
        };
      },
    };
    const second: BetterAuthPlugin = {
      id: "second",
      init: (ctx) => {
        order.push(`second sees ${(ctx as unknown as { shared: number }).shared}`);
        return { options: { appName: "Too late", session: { expiresIn: 200, updateAge: 7 } } };
      },
    };
    const { auth, browser } = await makeAuth({ plugins: [first, second], session: { freshAge: 9 } });
    const context = await auth.$context;
    expect(order).toEqual(["first", "second sees 1"]);
    expect(context).toMatchObject({
      appName: "From plugin",
      shared: 1,
      sessionConfig: { expiresIn: 100, updateAge: 7, freshAge: 9 },
    });
    expect((await browser().signUp()).cookies[0]).toContain("Max-Age=100");
    await browser().signIn();
    expect((await browser().signIn({ callbackURL: "https://plugin.example/x" })).status).toBe(200);
  });

  it("keeps what an init assigned, and the origins of plugins beside a function of the user's", async () => {
    const assigns: BetterAuthPlugin = {
      id: "assigns",
      init: (ctx) => {
        Object.assign(ctx, { assigned: 1 });
      },
    };
    const returns: BetterAuthPlugin = {
      id: "returns",
      init: () => ({ options: { trustedOrigins: ["https://plugin.example"], session: { updateAge: 7 } } }),
    };
    const { auth, browser } = await makeAuth({
      plugins: [assigns, returns],
      trustedOrigins: () => ["https://user.example"],
    });
    expect(await auth.$context).toMatchObject({ assigned: 1, sessionConfig: { updateAge: 7 } });
    const alice = browser();
    await alice.signUp();
    for (const callbackURL of ["https://plugin.example/x", "https://user.example/x"]) {
      expect((await alice.signIn({ callbackURL })).status).toBe(200);
    }
    expect((await alice.signIn({ callbackURL: "https://evil.example/x" })).status).toBe(403);
  });

  it("rejects when an init fails, and tries again", async () => {
    let calls = 0;
    const p: BetterAuthPlugin = {
      id: "flaky",
      init: () => {
        if (calls++ === 0) throw new Error("not yet");
      },
    };
    await expect(makeAuth({ plugins: [p] })).rejects.toThrow("not yet");
  });

  it.each([
    [{ plugins: {} }, /^plugins: expected an array, got a object/],
    [{ plugins: [() => ({ id: "x" })] }, /plugins\[0\]: expected a plugin, got a function\. Call it/],
    [{ plugins: [{}] }, /plugins\[0\]\.id: expected a name/],
    [{ plugins: [{ id: "a", dependsOn: ["b"] }] }, /"a" needs the plugin "b"/],
    [{ session: { expiresIn: -1 } }, /^session\.expiresIn: expected a positive number of seconds, .*, got -1/],
    [{ session: { expiresIn: "7d" } }, /^session\.expiresIn: expected a positive number of seconds, .*, got a string/],
    [{ emailAndPassword: { enabled: true, minPasswordLength: 200 } }, /^emailAndPassword\.minPasswordLength/],
    [{ trustedOrigins: "https://x" }, /^trustedOrigins: expected an array or a function, got a string/],
    [{ baseURL: {} }, /^baseURL: expected a string or \{ allowedHosts/],
  ])("refuses %j at once, with the option's path and the mend", async (options, message) => {
    const { betterAuth } = await import("../auth");
    expect(() => betterAuth(options as never)).toThrow(message);
  });
});
