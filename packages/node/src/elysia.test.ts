import { Elysia } from "elysia";
import { describe, expect, it, vi } from "vitest";
import { requireSession, sessionMacro } from "./elysia";
import { bothCookies, namesOf, signedIn } from "./signed-in.test-support";

const at = (path: string, headers = new Headers()) => new Request(`http://localhost:3000${path}`, { headers });

describe("sessionMacro", () => {
  it("gives handlers the user and the session", async () => {
    const { auth, headers } = await signedIn();
    const app = new Elysia()
      .macro({ visitor: sessionMacro(auth) })
      .get("/", ({ user, session }) => [user?.email, session?.userId === user?.id], { visitor: true });
    expect(await (await app.handle(at("/", headers))).json()).toEqual(["alice@example.com", true]);
  });

  it("gives null for both when nobody is signed in", async () => {
    const { auth } = await signedIn();
    const app = new Elysia()
      .macro({ visitor: sessionMacro(auth) })
      .get("/", ({ user, session }) => [user, session], { visitor: true });
    const response = await app.handle(at("/"));
    expect([await response.json(), namesOf(response)]).toEqual([[null, null], []]);
  });

  it("passes on what the read has to tell the browser, beside cookies that were set before", async () => {
    const { auth, headers } = await signedIn();
    const app = new Elysia()
      .macro({ visitor: sessionMacro(auth) })
      .guard({ visitor: true })
      .get("/", () => "x")
      .get("/own", () => new Response("x"))
      .get("/throws", () => {
        throw new Error("broken");
      })
      .onError(() => "sorry");
    for (const path of ["/", "/own", "/throws"])
      expect(namesOf(await app.handle(at(path, headers))), path).toEqual(bothCookies);
    const themed = new Elysia()
      .onRequest(({ set }) => {
        set.headers["set-cookie"] = "theme=dark";
      })
      .macro({ visitor: sessionMacro(auth) })
      .get("/", () => "x", { visitor: true });
    expect(namesOf(await themed.handle(at("/", headers)))).toEqual(["theme", ...bothCookies]);
  });

  it("passes it on beside cookies of the handler, which win", async () => {
    const { auth, headers } = await signedIn();
    const own: [string, string][] = [
      ["set-cookie", "better-auth.session_token=; Max-Age=0"],
      ["set-cookie", "theme=dark"],
    ];
    const app = new Elysia()
      .macro({ visitor: sessionMacro(auth) })
      .guard({ visitor: true })
      .get("/jar", ({ cookie: { theme } }) => {
        theme?.set({ value: "dark" });
        return "x";
      })
      .get("/set", ({ set }) => {
        set.headers["set-cookie"] = ["theme=dark"];
        return "x";
      })
      .get("/own", () => new Response("x", { headers: own }))
      .get("/fetched", () => Response.redirect("http://localhost:3000/"));
    for (const path of ["/jar", "/set"])
      expect(namesOf(await app.handle(at(path, headers))).sort(), path).toEqual([...bothCookies, "theme"].sort());
    const lines = (await app.handle(at("/own", headers))).headers.getSetCookie();
    expect(lines).toEqual([...own.map(([, line]) => line), expect.stringMatching(/^better-auth\.session_data=ey/)]);
    expect(namesOf(await app.handle(at("/fetched", headers)))).toEqual(bothCookies);
    const jar = (await app.handle(at("/jar", headers))).headers.getSetCookie();
    const cookie = jar.map((line) => line.split(";")[0]).join("; ");
    expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).not.toBeNull();
  });

  it("keeps an answer that passes something on out of shared caches, and no other", async () => {
    const { auth, headers } = await signedIn();
    const shared = "public, max-age=60";
    const app = new Elysia()
      .onError(() => "sorry")
      .macro({ visitor: sessionMacro(auth), auth: requireSession(auth) })
      .get("/set", ({ set }) => Object.assign(set.headers, { "cache-control": shared }) && "x", { visitor: true })
      .get("/own", () => new Response("x", { headers: { "cache-control": shared } }), { visitor: true, auth: true })
      .get("/plain", () => "x", { auth: true })
      .get("/private", () => new Response("x", { headers: { "cache-control": "private, max-age=60" } }), { auth: true })
      .get(
        "/throws",
        () => {
          throw new Error("broken");
        },
        { visitor: true },
      );
    const said = async (path: string, given?: Headers) =>
      (await app.handle(at(path, given))).headers.get("cache-control");
    for (const path of ["/set", "/own", "/plain", "/throws"])
      expect(await said(path, headers), path).toBe("private, no-store");
    expect(await said("/private", headers)).toBe("private, max-age=60");
    expect([await said("/set"), await said("/throws")]).toEqual([shared, null]);
  });

  it("reads once a request, however often it stands there", async () => {
    const { auth, headers, reads } = await signedIn();
    const app = new Elysia()
      .macro({ visitor: sessionMacro(auth), auth: requireSession(auth) })
      .guard({ visitor: true })
      .get("/", ({ user }) => user.email, { auth: true });
    const response = await app.handle(at("/", headers));
    expect([await response.text(), namesOf(response)]).toEqual(["alice@example.com", bothCookies]);
    expect(reads).toHaveBeenCalledOnce();
  });

  it("reads nothing for routes without it", async () => {
    const { auth, headers, reads } = await signedIn();
    const app = new Elysia().macro({ visitor: sessionMacro(auth) }).get("/", () => "x");
    await app.handle(at("/", headers));
    expect(reads).not.toHaveBeenCalled();
  });

  it("leaves a failure of the read to whoever handles errors", async () => {
    const { auth, headers, reads } = await signedIn();
    reads.mockRejectedValue(new Error("no database"));
    const app = new Elysia()
      .onError(({ error, set }) => {
        set.status = 503;
        return (error as Error).message;
      })
      .macro({ visitor: sessionMacro(auth) })
      .get("/", () => "x", { visitor: true });
    const response = await app.handle(at("/", headers));
    expect([response.status, await response.text()]).toEqual([503, "no database"]);
  });
});

describe("requireSession", () => {
  it("lets signed-in people through", async () => {
    const { auth, headers } = await signedIn();
    const app = new Elysia()
      .macro({ auth: requireSession(auth) })
      .get("/", ({ user, session }) => [user.email, session.userId === user.id], { auth: true });
    const response = await app.handle(at("/", headers));
    expect([await response.json(), namesOf(response)]).toEqual([["alice@example.com", true], bothCookies]);
  });

  it("answers everybody else with 401, and the handler is not called", async () => {
    const { auth } = await signedIn();
    const handler = vi.fn();
    const app = new Elysia().macro({ auth: requireSession(auth) }).get("/", () => handler(), { auth: true });
    const response = await app.handle(at("/"));
    expect([response.status, await response.json()]).toEqual([401, { code: "UNAUTHORIZED", message: "Unauthorized" }]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("lets nobody through who is signed in at another instance", async () => {
    const { auth, headers } = await signedIn();
    const { auth: admins } = await signedIn({ advanced: { cookiePrefix: "admin" } });
    const app = new Elysia()
      .macro({ visitor: sessionMacro(auth), admin: requireSession(admins) })
      .guard({ visitor: true })
      .get("/", () => "x", { admin: true });
    expect((await app.handle(at("/", headers))).status).toBe(401);
  });

  it("removes the cookies of a session that is over", async () => {
    const { auth, headers } = await signedIn({});
    await auth.api.signOut({ headers });
    const app = new Elysia().macro({ auth: requireSession(auth) }).get("/", () => "x", { auth: true });
    const response = await app.handle(at("/", headers));
    expect(response.status).toBe(401);
    expect(response.headers.get("set-cookie")).toMatch(/^better-auth\.session_token=; Max-Age=0/);
  });
});
