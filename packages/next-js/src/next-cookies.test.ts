import { describe, expect, it } from "vitest";
import { nextRequest } from "./next-request.test-support";
import { credentials, day, person, withPerson } from "./person.test-support";

describe("in a server action", () => {
  it("a sign-in sets the session cookie, which then signs in", async () => {
    const { auth } = await withPerson();
    const request = nextRequest("theme=dark");
    await request.run("action", () =>
      auth.api.signInEmail({ body: credentials, headers: new Headers({ cookie: "theme=dark" }) }),
    );

    const [line, ...others] = request.setCookies;
    expect(others).toEqual([]);
    expect(line).toMatch(/^better-auth\.session_token=.+; HttpOnly; SameSite=lax$/);
    const session = await auth.api.getSession({ headers: new Headers({ cookie: line?.split(";")[0] ?? "" }) });
    expect(session?.user.email).toBe(person.email);
  });

  it("a sign-in that is not to be remembered sets a cookie without an end", async () => {
    const { auth } = await withPerson();
    const request = nextRequest();
    await request.run("action", () => auth.api.signInEmail({ body: { ...credentials, rememberMe: false } }));
    const line = request.setCookies.find((cookie) => cookie.startsWith("better-auth.session_token="));
    expect(line).not.toMatch(/Max-Age|Expires/);
  });

  it("a sign-in that fails sets nothing", async () => {
    const { auth } = await withPerson();
    const request = nextRequest();
    const attempt = request.run("action", () => auth.api.signInEmail({ body: { ...credentials, password: "wrong" } }));
    await expect(attempt).rejects.toMatchObject({ statusCode: 401 });
    expect(request.setCookies).toEqual([]);
  });

  it("a sign-out removes the cookies", async () => {
    const { auth, cookie, headers } = await withPerson();
    const request = nextRequest(cookie);
    await request.run("action", () => auth.api.signOut({ headers }));
    expect(request.setCookies.length).toBeGreaterThan(0);
    for (const line of request.setCookies) expect(line).toMatch(/=; .*Max-Age=0/);
  });

  it("a call that gives a Response sets its cookies too", async () => {
    const { auth } = await withPerson();
    const request = nextRequest();
    await request.run("action", () => auth.api.signInEmail({ body: credentials, asResponse: true }));
    expect(request.setCookies).toHaveLength(1);
  });

  it("reading a session that is due extends it, and its cookie", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    const request = nextRequest(cookie);
    await request.run("action", () => auth.api.getSession({ headers }));
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
    expect(request.setCookies[0]).toContain(`Max-Age=${7 * day}`);
  });
});

describe("in a server component", () => {
  it("reading a session that is due leaves it as it is", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    const request = nextRequest(cookie);
    const session = await request.run("render", () => auth.api.getSession({ headers }));
    expect(session?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeLessThan(day);
    expect(request.setCookies).toEqual([]);
  });

  it("the render that follows a server action does not extend either", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    const request = nextRequest(cookie);
    await request.run("action", async () => {});
    await request.run("render", () => auth.api.getSession({ headers }));
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("what runs after it does not extend either, where Next lets nobody look at cookies", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    const session = await nextRequest(cookie).run("after", () => auth.api.getSession({ headers }));
    expect(session?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("no other call extends it either", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    await nextRequest(cookie).run("render", () => auth.api.listSessions({ headers }));
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("a session that is over is nobody's, and nothing throws for want of a cookie", async () => {
    const { auth, cookie, headers } = await withPerson();
    await auth.api.signOut({ headers });
    expect(await nextRequest(cookie).run("render", () => auth.api.getSession({ headers }))).toBeNull();
  });

  it("a call that sets cookies works without them", async () => {
    const { auth } = await withPerson();
    const request = nextRequest();
    const result = await request.run("render", () => auth.api.signInEmail({ body: credentials }));
    expect(result.user.email).toBe(person.email);
    expect(request.setCookies).toEqual([]);
  });
});

describe("after a server action, in the same request", () => {
  it("a session that began in it is there", async () => {
    const { auth } = await withPerson();
    const request = nextRequest("theme=dark");
    const own = new Headers({ cookie: "theme=dark" });
    await request.run("action", () => auth.api.signInEmail({ body: credentials, headers: own }));
    expect((await request.run("action", () => auth.api.getSession({ headers: own })))?.user.email).toBe(person.email);
    request.startRender();
    expect((await request.run("render", () => auth.api.getSession({ headers: own })))?.user.email).toBe(person.email);
  });

  it("a session that ended in it is gone, and one that took its place is there", async () => {
    const { auth, cookie, headers } = await withPerson();
    const request = nextRequest(cookie);
    const body = { currentPassword: person.password, newPassword: "another password", revokeOtherSessions: true };
    const { token } = await request.run("action", () => auth.api.changePassword({ body, headers }));
    request.startRender();
    expect((await request.run("render", () => auth.api.getSession({ headers })))?.session.token).toBe(token);

    const last = nextRequest(request.cookie());
    await last.run("action", () => auth.api.signOut({ headers: new Headers({ cookie: request.cookie() }) }));
    last.startRender();
    const own = new Headers({ cookie: request.cookie() });
    expect(await last.run("render", () => auth.api.getSession({ headers: own }))).toBeNull();
  });

  it("headers that are not the request's own are left alone", async () => {
    const { auth, headers } = await withPerson();
    const other = { ...person, email: "grace@example.com" };
    const request = nextRequest();
    await request.run("action", () => auth.api.signUpEmail({ body: other, headers: new Headers() }));
    expect((await request.run("action", () => auth.api.getSession({ headers })))?.user.email).toBe(person.email);
  });
});

describe("elsewhere", () => {
  it("in a route handler the response carries the cookies, once", async () => {
    const { auth } = await withPerson();
    const request = nextRequest();
    const response = await request.run("action", () =>
      auth.handler(
        new Request("http://localhost:3000/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json", origin: "http://localhost:3000" },
          body: JSON.stringify(credentials),
        }),
      ),
    );
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect(request.setCookies).toEqual([]);
  });

  it("over HTTP a session that is due is extended, whatever Next thinks of cookies", async () => {
    const { auth, cookie, age, secondsLeft } = await withPerson();
    await age();
    const request = new Request("http://localhost:3000/api/auth/get-session", { headers: { cookie } });
    const response = await nextRequest(cookie).run("render", () => auth.handler(request));
    expect(response.headers.get("set-cookie")).toContain(`Max-Age=${7 * day}`);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });

  it("outside of Next everything is as without the plugin", async () => {
    const { auth, headers, age, secondsLeft } = await withPerson();
    await age();
    expect((await auth.api.getSession({ headers }))?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});
