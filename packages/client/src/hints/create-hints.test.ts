import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFetch } from "../fetch/create-fetch";
import { createHints } from "./create-hints";

afterEach(() => vi.unstubAllGlobals());

const BASE = "http://localhost:3000/api/auth";

/** What is told while calls are answered so. */
async function toldFor(
  answers: Record<string, () => Response | Promise<Response>>,
  calls: readonly [path: string, body?: object][],
): Promise<string[]> {
  const told: string[] = [];
  const hooks = createHints((message) => told.push(message));
  const $fetch = createFetch({
    baseURL: BASE,
    plugins: [{ id: "hints", hooks }],
    customFetchImpl: async (url) => {
      const answer = answers[`${url}`.slice(BASE.length).replace(/\?.*/, "")];
      if (answer === undefined) throw new TypeError("fetch failed");
      return answer();
    },
  });
  for (const [path, body] of calls) await $fetch(path, body ? { method: "POST", body } : {});
  return told;
}

const page = (status: number) => () =>
  new Response("<!doctype html>", { status, headers: { "content-type": "text/html; charset=utf-8" } });
const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });

describe("a call that is answered with a page", () => {
  it("finds no handler there", async () => {
    expect(await toldFor({ "/get-session": page(404) }, [["/get-session?token=secret"], ["/get-session"]])).toEqual([
      `[Better Auth] GET ${BASE}/get-session was answered with a page (404): no handler answers there. Mount auth.handler at that path, or say where it is: createAuthClient({ baseURL, basePath }).`,
    ]);
    expect(await toldFor({ "/get-session": page(200) }, [["/get-session"]])).toHaveLength(1);
  });

  it("was led to a form by a middleware", async () => {
    const redirected = () => {
      const response = page(200)();
      Object.defineProperties(response, {
        redirected: { value: true },
        url: { value: "http://localhost:3000/sign-in?next=/api/auth" },
      });
      return response;
    };
    const [told] = await toldFor({ "/get-session": redirected }, [["/get-session"]]);
    expect(told).toContain("was sent on to http://localhost:3000/sign-in: a middleware that protects pages");
  });

  it("met a server that fails", async () => {
    const [told] = await toldFor({ "/get-session": page(500) }, [["/get-session"]]);
    expect(told).toContain("error page (500)");
    expect(told).toContain("Its own log says why");
  });
});

describe("a call that is refused", () => {
  it("tells of a base path that is another one", async () => {
    const [told] = await toldFor({ "/get-session": () => new Response(null, { status: 404 }) }, [["/get-session"]]);
    expect(told).toContain("was answered with nothing (404): no handler answers there");
  });

  it("tells of an origin that is not trusted", async () => {
    vi.stubGlobal("window", { location: { origin: "http://127.0.0.1:3000" } });
    const refusal = json({ code: "INVALID_ORIGIN", message: "Invalid origin" }, 403);
    expect(await toldFor({ "/sign-out": refusal }, [["/sign-out", {}]])).toEqual([
      "[Better Auth] The server does not trust this page's origin, http://127.0.0.1:3000. Open the application at its base URL, or add the origin to trustedOrigins of betterAuth().",
    ]);
  });

  it("tells of a proxy that strips headers", async () => {
    const refusal = json({ code: "MISSING_OR_NULL_ORIGIN", message: "Missing or null Origin" }, 403);
    const [told] = await toldFor({ "/sign-out": refusal }, [["/sign-out", {}]]);
    expect(told).toContain("without Origin and Referer");
  });

  it("says nothing of what a person did", async () => {
    const refusals = {
      "/sign-in/email": json({ code: "INVALID_EMAIL_OR_PASSWORD" }, 401),
      "/get-session": json(null),
      "/unknown": () => new Response(null, { status: 404 }),
    };
    expect(await toldFor(refusals, [["/sign-in/email", {}], ["/get-session"], ["/unknown"]])).toEqual([]);
  });
});

describe("a session that does not arrive", () => {
  const session = { session: { id: "s" }, user: { id: "u" } };

  it("is a cookie that was not kept or not sent", async () => {
    const answers = { "/sign-in/email": json({ token: "t", user: {} }), "/get-session": json(null) };
    const [told, ...others] = await toldFor(answers, [["/sign-in/email", {}], ["/get-session"], ["/get-session"]]);
    expect(told).toContain("the browser did not keep the cookie, or did not send it");
    expect(others).toEqual([]);
  });

  it("is none where it does, where nobody signed in, and where a second step is owed", async () => {
    const answers = { "/sign-in/email": json({ token: "t", user: {} }), "/get-session": json(session) };
    expect(await toldFor(answers, [["/sign-in/email", {}], ["/get-session"]])).toEqual([]);
    expect(await toldFor({ "/get-session": json(null) }, [["/get-session"]])).toEqual([]);
    const owed = { "/sign-in/email": json({ twoFactorRedirect: true }), "/get-session": json(null) };
    expect(await toldFor(owed, [["/sign-in/email", {}], ["/get-session"]])).toEqual([]);
  });
});

describe("a session that nobody has to have", () => {
  const answers = {
    "/sign-in/email": json({ token: "t", user: {} }),
    "/sign-out": json({ success: true }),
    "/delete-user": json({ success: true }),
    "/revoke-sessions": json({ status: true }),
    "/get-session": json(null),
  };

  it.each(["/sign-out", "/delete-user", "/revoke-sessions"])("says nothing after %s", async (path) => {
    expect(await toldFor(answers, [["/sign-in/email", {}], [path, {}], ["/get-session"]])).toEqual([]);
  });

  it("says nothing of a request that left before the sign-in", async () => {
    const told: string[] = [];
    const asked: (() => void)[] = [];
    const $fetch = createFetch({
      baseURL: BASE,
      plugins: [{ id: "hints", hooks: createHints((message) => told.push(message)) }],
      async customFetchImpl(url) {
        if (`${url}`.endsWith("/get-session")) await new Promise<void>((resolve) => asked.push(resolve));
        return Response.json(`${url}`.endsWith("/get-session") ? null : { token: "t", user: {} });
      },
    });
    const early = $fetch("/get-session");
    await vi.waitFor(() => expect(asked).toHaveLength(1), 10_000);
    await $fetch("/sign-in/email", { method: "POST", body: {} });
    asked[0]?.();
    await early;
    expect(told).toEqual([]);
    const late = $fetch("/get-session");
    await vi.waitFor(() => expect(asked).toHaveLength(2), 10_000);
    asked[1]?.();
    await late;
    expect(told).toHaveLength(1);
  });
});

describe("a request that cannot be made", () => {
  it("tells why, and does not ask for the server", async () => {
    const told: string[] = [];
    const hooks = createHints((message) => told.push(message));
    await createFetch({ baseURL: BASE, plugins: [{ id: "hints", hooks }] })("/a/:id", { params: { id: ".." } });
    expect(told).toEqual(["[Better Auth] A request could not be made: dot segments in /a/.."]);
  });
});

describe("a connection", () => {
  it("that is not made", async () => {
    vi.stubGlobal("window", { location: { origin: "http://localhost:3000" } });
    expect(await toldFor({}, [["/get-session"]])).toEqual([
      `[Better Auth] GET ${BASE}/get-session got no answer: is the server running there?`,
    ]);
    vi.stubGlobal("window", { location: { origin: "http://localhost:5173" } });
    const [told] = await toldFor({}, [["/get-session"]]);
    expect(told).toContain("Access-Control-Allow-Credentials: true");
  });

  it.each([
    ["/api/auth", "http://localhost:3000", false],
    ["http://localhost:3000/api/auth", "http://localhost:3000", false],
    ["http://localhost:30001/api/auth", "http://localhost:3000", true],
  ])("to %s from a page at %s: is it another origin? %s", async (baseURL, origin, isOther) => {
    vi.stubGlobal("window", { location: { origin, href: `${origin}/account` } });
    const told: string[] = [];
    const customFetchImpl = () => Promise.reject(new TypeError("fetch failed"));
    const plugins = [{ id: "hints", hooks: createHints((message) => told.push(message)) }];
    await createFetch({ baseURL, plugins, customFetchImpl })("/get-session");
    expect(told).toHaveLength(1);
    expect(told[0]?.includes("It is another origin")).toBe(isOther);
  });

  it("that breaks off in the middle", async () => {
    const cutOff = () => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"session":'));
          controller.error(new TypeError("terminated"));
        },
      });
      return new Response(body, { headers: { "content-type": "application/json" } });
    };
    const [told] = await toldFor({ "/get-session": cutOff }, [["/get-session"]]);
    expect(told).toContain("broke off before its end");
  });
});

describe("a built application", () => {
  const bundle = async (conditions: string[]) => {
    const { outputFiles } = await build({
      stdin: {
        contents: 'import { createAuthClient } from "./index"; createAuthClient();',
        resolveDir: join(import.meta.dirname, ".."),
      },
      bundle: true,
      format: "esm",
      write: false,
      conditions,
    });
    return outputFiles[0]?.text ?? "";
  };

  it("has the hints under development alone", async () => {
    expect(await bundle(["development"])).toContain("no handler answers there");
    expect(await bundle([])).not.toContain("no handler answers there");
    expect(await bundle([])).toContain("javascript|data|vbscript");
  });
});
