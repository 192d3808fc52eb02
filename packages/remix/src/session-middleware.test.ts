import { createContext, data, redirect } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { cookieOf, credentials, day, person, withPerson } from "./person.test-support";
import { createApplication, type RouteModule } from "./router.test-support";
import { sessionMiddleware } from "./session-middleware";
import { toRemixHandler } from "./to-remix-handler";

/** An application with one person, whose root reads the session. */
async function setUp(children: readonly RouteModule[] = [{ path: "page" }]) {
  const { auth, ...rest } = await withPerson();
  const sessionContext = createContext<typeof auth.$Infer.Session | null>();
  const whoIsIt: RouteModule["loader"] = ({ context }) => context.get(sessionContext)?.user.name ?? "nobody";
  const handler: RouteModule = { path: "api/auth/*", default: undefined, ...toRemixHandler(auth) };
  const root = { middleware: [sessionMiddleware(auth, sessionContext)], loader: whoIsIt };
  const app = createApplication(root, [handler, { path: "who", loader: whoIsIt }, ...children]);
  return { auth, app, ...rest };
}

const extended = [expect.stringMatching(new RegExp(`^better-auth\\.session_token=.*Max-Age=${7 * day};`))];

describe("the session in the context", () => {
  it("is read once for all loaders of a page", async () => {
    const { auth, app, cookie } = await setUp();
    const read = vi.spyOn(auth.api, "getSession");
    const answer = await app("/who", { headers: { cookie } });
    expect(await answer.json()).toEqual({ root: person.name, "child-1": person.name });
    expect(read).toHaveBeenCalledTimes(1);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get("cache-control")).toBeNull();
  });

  it("is null when nobody is signed in", async () => {
    const { app } = await setUp();
    expect(await (await app("/page")).json()).toEqual({ root: "nobody" });
  });

  it("is that of the first cookie of two, as for the handler", async () => {
    const { auth, app, cookie } = await setUp();
    const body = { ...person, name: "Grace", email: "grace@example.com" };
    const { headers } = await auth.api.signUpEmail({ body, returnHeaders: true });
    const twice = `${cookie}; ${cookieOf({ headers })}`;
    expect(await (await app("/page", { headers: { cookie: twice } })).json()).toEqual({ root: person.name });
  });

  it("is each request's own, however many there are at once", async () => {
    const { app, cookie } = await setUp();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => app("/page", index % 2 === 0 ? {} : { headers: { cookie } })),
    );
    const names = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { root: string }).root));
    expect(names).toEqual(names.map((_, index) => (index % 2 === 0 ? "nobody" : person.name)));
  });
});

describe("a session that is due", () => {
  it.each(["/page", "/page.data"])("is extended, and the answer to %s tells the browser alone", async (path) => {
    const { app, cookie, age, secondsLeft } = await setUp();
    await age();
    const answer = await app(path, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual(extended);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });

  it("is told in a redirect, an error and an answer that cannot be changed", async () => {
    const { app, cookie, age } = await setUp([
      { path: "moved", loader: () => redirect("/page") },
      { path: "broken", loader: () => Promise.reject(new Error("broken")) },
      { path: "fixed", default: undefined, loader: () => Response.redirect("http://localhost:3000/page") },
    ]);
    for (const [path, status] of [
      ["/moved", 302],
      ["/broken", 500],
      ["/fixed", 302],
    ] as const) {
      await age();
      const answer = await app(path, { headers: { cookie } });
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, status, extended]);
    }
  });

  it("takes a page out of shared caches, which it stays in otherwise", async () => {
    const headers = { "cache-control": "public, max-age=600" };
    const { app, cookie, age } = await setUp([{ path: "public", headers: () => headers }]);
    expect((await app("/public", { headers: { cookie } })).headers.get("cache-control")).toBe(headers["cache-control"]);
    await age();
    expect((await app("/public", { headers: { cookie } })).headers.get("cache-control")).toBe("private, no-store");
  });

  it("leaves a page private that is", async () => {
    const headers = { "cache-control": "private, max-age=60" };
    const { app, cookie, age } = await setUp([{ path: "private", headers: () => headers }]);
    await age();
    const answer = await app("/private", { headers: { cookie } });
    expect(answer.headers.getSetCookie()).toEqual(extended);
    expect(answer.headers.get("cache-control")).toBe(headers["cache-control"]);
  });

  it("is not told where the page sets the cookie itself", async () => {
    const lines = ["better-auth.session_token=own; Path=/", "theme=dark"];
    const headers = lines.map((line): [string, string] => ["set-cookie", line]);
    const { app, cookie, age } = await setUp([{ path: "own", loader: () => data(null, { headers }) }]);
    await age();
    expect((await app("/own", { headers: { cookie } })).headers.getSetCookie()).toEqual(lines);
  });
});

it("a session that is over takes its cookie with it", async () => {
  const { auth, app, cookie } = await setUp();
  await auth.api.signOut({ headers: new Headers({ cookie }) });
  const answer = await app("/page", { headers: { cookie } });
  expect(await answer.json()).toEqual({ root: "nobody" });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^better-auth\.session_token=;.*Max-Age=0/);
});

describe("for the mounted handler", () => {
  const origin = "http://localhost:3000";

  it("nothing is read or extended, and the answer is the handler's", async () => {
    const { auth, app, cookie, age } = await setUp();
    const read = vi.spyOn(auth.api, "getSession");
    await age();
    const signOut = await app("/api/auth/sign-out", { method: "POST", headers: { cookie, origin } });
    expect(signOut.headers.getSetCookie().length).toBeGreaterThan(0);
    expect(signOut.headers.getSetCookie().filter((line) => !line.includes("Max-Age=0"))).toEqual([]);
    const body = JSON.stringify(credentials);
    const headers = { cookie, origin, "content-type": "application/json" };
    const signIn = await app("/api/auth/sign-in/email", { method: "POST", headers, body });
    expect(signIn.headers.getSetCookie()).toHaveLength(1);
    expect(read).not.toHaveBeenCalled();
    const next = await app("/page", { headers: { cookie: cookieOf(signIn) } });
    expect(await next.json()).toEqual({ root: person.name });
  });

  it("a path that only begins like the handler's is another page", async () => {
    const { app, cookie } = await setUp([{ path: "api/authors" }]);
    expect(await (await app("/api/authors", { headers: { cookie } })).json()).toEqual({ root: person.name });
  });
});

it("reads the session of pages beside a handler that is mounted at the root", async () => {
  const { auth, cookie } = await withPerson([], { baseURL: "http://localhost:3000", basePath: "/" });
  const sessionContext = createContext<typeof auth.$Infer.Session | null>();
  const app = createApplication({ middleware: [sessionMiddleware(auth, sessionContext)] }, [
    { path: "page", default: undefined, loader: ({ context }) => Response.json(context.get(sessionContext)) },
  ]);
  expect(await (await app("/page", { headers: { cookie } })).json()).toMatchObject({ user: { name: person.name } });
});

it.each([
  ["a base path", { baseURL: "http://localhost:3000", basePath: "/auth/" }],
  ["a base URL with a path", { baseURL: "http://localhost:3000/auth" }],
  ["no address of its own", { baseURL: undefined, basePath: "auth/" }],
])("finds the handler of an instance with %s", async (_, options) => {
  const { auth, cookie } = await withPerson([], options);
  const sessionContext = createContext<typeof auth.$Infer.Session | null>();
  const app = createApplication({ middleware: [sessionMiddleware(auth, sessionContext)] }, [
    { path: "auth/*", default: undefined, ...toRemixHandler(auth) },
    { path: "deep/auth/*", default: undefined, loader: ({ context }) => Response.json(context.get(sessionContext)) },
  ]);
  const read = vi.spyOn(auth.api, "getSession");
  const answer = await app("/auth/get-session", { headers: { cookie } });
  expect(await answer.json()).toMatchObject({ user: { name: person.name } });
  expect(read).not.toHaveBeenCalled();
  expect(await (await app("/deep/auth/x", { headers: { cookie } })).json()).toMatchObject({ user: { name: "Ada" } });
});
