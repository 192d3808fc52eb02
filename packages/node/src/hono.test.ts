import { Hono } from "hono";
import { describe, expect, it, vi } from "vitest";
import { requireSession, sessionMiddleware } from "./hono";
import { bothCookies, namesOf, signedIn } from "./signed-in.test-support";

describe("sessionMiddleware", () => {
  it("gives handlers the user and the session", async () => {
    const { auth, headers } = await signedIn();
    const app = new Hono()
      .use(sessionMiddleware(auth))
      .get("/", (c) => c.json([c.get("user")?.email, c.get("session")?.userId === c.get("user")?.id]));
    expect(await (await app.request("/", { headers })).json()).toEqual(["alice@example.com", true]);
  });

  it("gives null for both when nobody is signed in", async () => {
    const { auth } = await signedIn();
    const app = new Hono().use(sessionMiddleware(auth)).get("/", (c) => c.json([c.get("user"), c.get("session")]));
    const response = await app.request("/");
    expect([await response.json(), namesOf(response)]).toEqual([[null, null], []]);
  });

  it("passes on what the read has to tell the browser", async () => {
    const { auth, headers } = await signedIn();
    const app = new Hono()
      .use(sessionMiddleware(auth))
      .get("/", (c) => c.text("x"))
      .get("/own", () => new Response("x"))
      .get("/redirect", () => Response.redirect("http://localhost:3000/"))
      .get("/throws", () => {
        throw new Error("broken");
      })
      .onError((_error, c) => c.text("sorry", 500));
    for (const path of ["/", "/own", "/redirect", "/throws", "/missing"])
      expect(namesOf(await app.request(path, { headers })), path).toEqual(bothCookies);
  });

  it("lets cookies of the handler win, chunks of one too", async () => {
    const { auth, headers } = await signedIn();
    const own = ["better-auth.session_token=; Max-Age=0", "better-auth.session_data.0=a", "theme=dark"];
    const app = new Hono()
      .use(sessionMiddleware(auth))
      .get("/", () => new Response("x", { headers: own.map((line): [string, string] => ["set-cookie", line]) }));
    expect((await app.request("/", { headers })).headers.getSetCookie()).toEqual(own);
  });

  it("keeps an answer that passes something on out of shared caches, and no other", async () => {
    const { auth, headers } = await signedIn();
    const app = new Hono().use(sessionMiddleware(auth)).get("/:said", (c) => {
      c.header("cache-control", `${c.req.param("said")}, max-age=60`);
      return c.text("x");
    });
    const said = async (path: string, given?: Headers) =>
      (await app.request(path, given && { headers: given })).headers.get("cache-control");
    expect(await said("/public", headers)).toBe("private, no-store");
    expect(await said("/private", headers)).toBe("private, max-age=60");
    expect(await said("/public")).toBe("public, max-age=60");
  });

  it("reads once a request, however often it stands there", async () => {
    const { auth, headers, reads } = await signedIn();
    const app = new Hono()
      .use(sessionMiddleware(auth))
      .use("/me", sessionMiddleware(auth), requireSession(auth))
      .get("/me", (c) => c.text("x"));
    expect(namesOf(await app.request("/me", { headers }))).toEqual(bothCookies);
    expect(reads).toHaveBeenCalledOnce();
  });

  it("leaves a failure of the read to whoever handles errors", async () => {
    const { auth, headers, reads } = await signedIn();
    reads.mockRejectedValue(new Error("no database"));
    const app = new Hono()
      .use(sessionMiddleware(auth))
      .get("/", (c) => c.text("x"))
      .onError((error, c) => c.text(error.message, 503));
    const response = await app.request("/", { headers });
    expect([response.status, await response.text()]).toEqual([503, "no database"]);
  });
});

describe("requireSession", () => {
  it("lets signed-in people through", async () => {
    const { auth, headers } = await signedIn();
    const app = new Hono().get("/", requireSession(auth), (c) => c.text(c.get("user").email));
    const response = await app.request("/", { headers });
    expect([await response.text(), namesOf(response)]).toEqual(["alice@example.com", bothCookies]);
  });

  it("answers everybody else with 401, and the handler is not called", async () => {
    const { auth } = await signedIn();
    const handler = vi.fn();
    const app = new Hono().use(sessionMiddleware(auth)).get("/", requireSession(auth), handler);
    const response = await app.request("/");
    expect([response.status, await response.json()]).toEqual([401, { code: "UNAUTHORIZED", message: "Unauthorized" }]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("lets nobody through who is signed in at another instance", async () => {
    const { auth, headers } = await signedIn();
    const { auth: admins } = await signedIn({ advanced: { cookiePrefix: "admin" } });
    const app = new Hono().use(sessionMiddleware(auth)).get("/", requireSession(admins), (c) => c.text("x"));
    expect((await app.request("/", { headers })).status).toBe(401);
  });

  it("lets nobody through for what something else calls a session", async () => {
    const { auth } = await signedIn();
    const app = new Hono<{ Variables: { session: object } }>()
      .use(async (c, next) => {
        c.set("session", { theme: "dark" });
        await next();
      })
      .get("/", requireSession(auth), (c) => c.text("x"));
    expect((await app.request("/")).status).toBe(401);
  });

  it("takes another answer for them, and removes the cookies of a session that is over", async () => {
    const { auth, headers } = await signedIn({});
    await auth.api.signOut({ headers });
    const app = new Hono().get(
      "/",
      requireSession(auth, (c) => c.redirect("/sign-in")),
      (c) => c.text("x"),
    );
    const response = await app.request("/", { headers });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/sign-in"]);
    expect(response.headers.get("set-cookie")).toMatch(/^better-auth\.session_token=; Max-Age=0/);
  });
});
