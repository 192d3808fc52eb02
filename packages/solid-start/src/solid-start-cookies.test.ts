import { sharedConfig } from "solid-js";
import { describe, expect, it } from "vitest";
import { credentials, day, person, withPerson } from "./person.test-support";
import { afterShell, inRequest, redirect } from "./start-request.test-support";

const own = (cookie: string) => new Headers({ cookie });

describe("in a request", () => {
  it("a sign-in sets the session cookie, which then signs in", async () => {
    const { auth } = await withPerson();
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body: credentials, headers: new Headers() }));
    const [line, ...others] = setCookies;
    expect(others).toEqual([]);
    expect(line).toMatch(/^better-auth\.session_token=.+; HttpOnly; SameSite=Lax$/);
    const session = await auth.api.getSession({ headers: own(line?.split(";")[0] ?? "") });
    expect(session?.user.email).toBe(person.email);
  });

  it.each([
    ["plain ones", {}],
    ["renamed ones", { advanced: { cookiePrefix: "shop", cookies: { session_token: { name: "sid" } } } }],
    ["secure ones", { advanced: { useSecureCookies: true } }],
    [
      "ones with attributes of their own",
      {
        advanced: {
          crossSubDomainCookies: { enabled: true, domain: "example.com" },
          defaultCookieAttributes: { path: "/app", sameSite: "none", secure: true, partitioned: true },
        },
      },
    ],
    ["a copy of the session in several", { session: { cookieCache: { enabled: true } } }],
  ] as const)("sets cookies as a response would have them: %s", async (_, options) => {
    const image = `https://example.com/${"y".repeat(9000)}`;
    const { auth } = await withPerson({ ...options, image });
    const { result, setCookies } = await inRequest(() =>
      auth.api.signInEmail({ body: credentials, headers: new Headers(), returnHeaders: true }),
    );
    expect(setCookies.length).toBeGreaterThan(0);
    expect(setCookies).toEqual(result.headers.getSetCookie());
  });

  it("a value is encoded once", async () => {
    const { auth, cookie } = await withPerson();
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body: credentials, headers: own(cookie) }));
    expect(setCookies[0]).toContain("%3D");
    expect(setCookies[0]).not.toContain("%25");
  });

  it("a sign-in that is not to be remembered sets a cookie without an end", async () => {
    const { auth } = await withPerson();
    const body = { ...credentials, rememberMe: false };
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body }));
    const line = setCookies.find((cookie) => cookie.startsWith("better-auth.session_token="));
    expect(line).toBeDefined();
    expect(line).not.toMatch(/Max-Age|Expires/);
  });

  it("a sign-in that fails sets nothing", async () => {
    const { auth } = await withPerson();
    const body = { ...credentials, password: "wrong" };
    const { result, setCookies } = await inRequest(() => auth.api.signInEmail({ body }).catch((error) => error));
    expect(result).toMatchObject({ statusCode: 401 });
    expect(setCookies).toEqual([]);
  });

  it("a sign-out removes the cookies", async () => {
    const { auth, cookie, headers } = await withPerson();
    const { setCookies } = await inRequest(() => auth.api.signOut({ headers }), { cookie });
    expect(setCookies.length).toBeGreaterThan(0);
    for (const line of setCookies) expect(line).toMatch(/=; Max-Age=0/);
  });

  it("a call that gives a Response sets its cookies too", async () => {
    const { auth } = await withPerson();
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body: credentials, asResponse: true }));
    expect(setCookies).toHaveLength(1);
  });

  it.each([
    ["h3", redirect("/dashboard", 302)],
    ["the router", new Response(null, { status: 302, headers: { location: "/dashboard" } })],
  ])("a redirect of %s carries them", async (_, answer) => {
    const { auth } = await withPerson();
    const work = () => auth.api.signInEmail({ body: credentials });
    const { response, setCookies } = await inRequest(work, { answer });
    expect(response.status).toBe(302);
    expect(setCookies).toHaveLength(1);
  });

  it("a redirect of a page carries them, whose response the router has replaced", async () => {
    const { auth } = await withPerson();
    const { setCookies } = await inRequest((event) => {
      event.response = { headers: new Headers({ location: "/dashboard" }) };
      return auth.api.signInEmail({ body: credentials });
    });
    expect(setCookies).toHaveLength(1);
  });

  it("other cookies stay, and one that is set again counts once", async () => {
    const { auth } = await withPerson();
    const { setCookies } = await inRequest(async ({ response }) => {
      response.headers.append("set-cookie", "theme=dark; Path=/");
      await auth.api.signInEmail({ body: credentials });
      await auth.api.signInEmail({ body: credentials });
    });
    expect(setCookies.map((line) => line.slice(0, line.indexOf("=")))).toEqual(["theme", "better-auth.session_token"]);
  });

  it("reading a session that is due extends it, and its cookie", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    const { setCookies } = await inRequest(() => auth.api.getSession({ headers }), { cookie });
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
    expect(setCookies[0]).toContain(`Max-Age=${7 * day}`);
  });

  it("an answer with cookies is kept by no cache", async () => {
    const { auth } = await withPerson();
    const { response } = await inRequest(async ({ response }) => {
      response.headers.set("cache-control", "public, max-age=60");
      await auth.api.signInEmail({ body: credentials });
    });
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const { response: without } = await inRequest(async ({ response }) => {
      response.headers.set("cache-control", "public, max-age=60");
      await auth.api.getSession({ headers: new Headers() });
    });
    expect(without.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("a session that began in it is there", async () => {
    const { auth } = await withPerson();
    const headers = own("theme=dark");
    const work = async () => {
      await auth.api.signInEmail({ body: credentials, headers });
      return auth.api.getSession({ headers });
    };
    const { result } = await inRequest(work, { cookie: "theme=dark" });
    expect(result?.user.email).toBe(person.email);
  });

  it("a session that ended in it is gone, and one that took its place is there", async () => {
    const { auth, cookie, headers } = await withPerson();
    const body = { currentPassword: person.password, newPassword: "another password", revokeOtherSessions: true };
    const work = async () => {
      const { token } = await auth.api.changePassword({ body, headers });
      const changed = await auth.api.getSession({ headers });
      await auth.api.signOut({ headers });
      return [changed?.session.token === token, await auth.api.getSession({ headers })];
    };
    expect((await inRequest(work, { cookie })).result).toEqual([true, null]);
  });

  it("headers that are not the request's own are left alone", async () => {
    const { auth, headers } = await withPerson();
    const body = { ...person, email: "grace@example.com" };
    const work = async () => {
      await auth.api.signUpEmail({ body, headers: new Headers() });
      return auth.api.getSession({ headers });
    };
    expect((await inRequest(work)).result?.user.email).toBe(person.email);
  });

  it("outside of a request everything is as without the plugin", async () => {
    const { auth, headers, age, secondsLeft } = await withPerson();
    await age();
    expect((await auth.api.getSession({ headers }))?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});

describe("outside of a request", () => {
  it("a call sets nothing for whoever was there last", async () => {
    const { auth } = await withPerson();
    const { result: event } = await inRequest(async (event) => event);
    sharedConfig.context = { event } as never; // what SolidStart leaves behind
    await auth.api.signInEmail({ body: credentials });
    sharedConfig.context = undefined as never;
    expect(event.response.headers.getSetCookie()).toEqual([]);
  });
});

describe("once the beginning of a page has left", () => {
  it("reading a session that is due leaves it as it is", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    const { result } = await afterShell(() => auth.api.getSession({ headers }), cookie);
    expect(result?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("no other call extends it either", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson();
    await age();
    await afterShell(() => auth.api.listSessions({ headers }), cookie);
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("over HTTP it is extended", async () => {
    const { auth, cookie, age, secondsLeft } = await withPerson();
    await age();
    const request = new Request("http://localhost:3000/api/auth/get-session", { headers: { cookie } });
    const { result } = await afterShell(() => auth.handler(request), cookie);
    expect(result.headers.get("set-cookie")).toContain(`Max-Age=${7 * day}`);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});
