import { describe, expect, it, vi } from "vitest";
import { tanstackStartCookies as reactCookies } from "./index";
import { credentials, day, person, withPerson } from "./person.test-support";
import { tanstackStartCookies as solidCookies } from "./solid";
import { createStartCookies } from "./start-cookies";
import { afterReactAnswer, inReactRequest, inSolidRequest } from "./start-request.test-support";

vi.mock("@tanstack/solid-start/server", async () => (await import("./start-request.test-support")).solidServer);

const own = (cookie: string) => new Headers({ cookie });

/** A Set-Cookie line whose attributes stand in no order, whatever their case. */
function comparable(line: string) {
  const [pair, ...attributes] = line.split("; ");
  return [pair, ...attributes.map((attribute) => attribute.toLowerCase()).sort()].join("; ");
}

describe.each([
  ["React", reactCookies, inReactRequest],
  ["Solid", solidCookies, inSolidRequest],
] as const)("with %s, in a request", (_, cookies, inRequest) => {
  it("a sign-in sets the session cookie, which then signs in", async () => {
    const { auth } = await withPerson(cookies());
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body: credentials, headers: new Headers() }));
    const [line, ...others] = setCookies;
    expect(others).toEqual([]);
    expect(line).toMatch(/^better-auth\.session_token=.+; HttpOnly; SameSite=Lax$/i);
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
    const { auth } = await withPerson(cookies(), { ...options, image });
    const { result, setCookies } = await inRequest(() =>
      auth.api.signInEmail({ body: credentials, headers: new Headers(), returnHeaders: true }),
    );
    expect(setCookies.length).toBeGreaterThan(0);
    expect(setCookies.map(comparable)).toEqual(result.headers.getSetCookie().map(comparable));
  });

  it("a value is encoded once", async () => {
    const { auth, cookie } = await withPerson(cookies());
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body: credentials, headers: own(cookie) }));
    expect(setCookies[0]).toContain("%3D");
    expect(setCookies[0]).not.toContain("%25");
  });

  it("a sign-in that is not to be remembered sets a cookie without an end", async () => {
    const { auth } = await withPerson(cookies());
    const body = { ...credentials, rememberMe: false };
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body }));
    const line = setCookies.find((cookie) => cookie.startsWith("better-auth.session_token="));
    expect(line).toBeDefined();
    expect(line).not.toMatch(/Max-Age|Expires/);
  });

  it("a sign-in that fails sets nothing", async () => {
    const { auth } = await withPerson(cookies());
    const body = { ...credentials, password: "wrong" };
    const { result, setCookies } = await inRequest(() => auth.api.signInEmail({ body }).catch((error) => error));
    expect(result).toMatchObject({ statusCode: 401 });
    expect(setCookies).toEqual([]);
  });

  it("a sign-out removes the cookies", async () => {
    const { auth, cookie, headers } = await withPerson(cookies());
    const { setCookies } = await inRequest(() => auth.api.signOut({ headers }), { cookie });
    expect(setCookies.length).toBeGreaterThan(0);
    for (const line of setCookies) expect(line).toMatch(/=; Max-Age=0/);
  });

  it("a call that gives a Response sets its cookies too", async () => {
    const { auth } = await withPerson(cookies());
    const { setCookies } = await inRequest(() => auth.api.signInEmail({ body: credentials, asResponse: true }));
    expect(setCookies).toHaveLength(1);
  });

  it("a redirect carries them", async () => {
    const { auth } = await withPerson(cookies());
    const answer = new Response(null, { status: 307, headers: { location: "/dashboard" } });
    const work = () => auth.api.signInEmail({ body: credentials });
    const { response, setCookies } = await inRequest(work, { answer });
    expect(response.status).toBe(307);
    expect(setCookies).toHaveLength(1);
  });

  it("other cookies stay, and one that is set again counts once", async () => {
    const { auth } = await withPerson(cookies());
    const { setCookies } = await inRequest(async ({ setCookie }) => {
      setCookie("theme", "dark");
      await auth.api.signInEmail({ body: credentials });
      await auth.api.signInEmail({ body: credentials });
    });
    expect(setCookies.map((line) => line.slice(0, line.indexOf("=")))).toEqual(["theme", "better-auth.session_token"]);
  });

  it("reading a session that is due extends it, and its cookie", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson(cookies());
    await age();
    const { setCookies } = await inRequest(() => auth.api.getSession({ headers }), { cookie });
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
    expect(setCookies[0]).toContain(`Max-Age=${7 * day}`);
  });

  it("an answer with cookies is kept by no cache", async () => {
    const { auth } = await withPerson(cookies());
    const ask = (work: () => Promise<unknown>) =>
      inRequest(work, { answer: new Response("done", { headers: { "cache-control": "public, max-age=60" } }) });
    const { response } = await ask(() => auth.api.signInEmail({ body: credentials }));
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const { response: without } = await ask(() => auth.api.getSession({ headers: new Headers() }));
    expect(without.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("a session that began in it is there", async () => {
    const { auth } = await withPerson(cookies());
    const headers = own("theme=dark");
    const work = async () => {
      await auth.api.signInEmail({ body: credentials, headers });
      return auth.api.getSession({ headers });
    };
    const { result } = await inRequest(work, { cookie: "theme=dark" });
    expect(result?.user.email).toBe(person.email);
  });

  it("a session that ended in it is gone, and one that took its place is there", async () => {
    const { auth, cookie, headers } = await withPerson(cookies());
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
    const { auth, headers } = await withPerson(cookies());
    const body = { ...person, email: "grace@example.com" };
    const work = async () => {
      await auth.api.signUpEmail({ body, headers: new Headers() });
      return auth.api.getSession({ headers });
    };
    expect((await inRequest(work)).result?.user.email).toBe(person.email);
  });

  it("in a server route the response of the handler has the cookies, once", async () => {
    const { auth } = await withPerson(cookies());
    const { result, setCookies } = await inRequest(() =>
      auth.handler(
        new Request("http://localhost:3000/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json", origin: "http://localhost:3000" },
          body: JSON.stringify(credentials),
        }),
      ),
    );
    expect(result.headers.getSetCookie()).toHaveLength(1);
    expect(setCookies).toEqual([]);
  });

  it("outside of a request everything is as without the plugin", async () => {
    const { auth, headers, age, secondsLeft } = await withPerson(cookies());
    await age();
    expect((await auth.api.getSession({ headers }))?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});

describe("once the response has been made", () => {
  it("reading a session that is due leaves it as it is", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson(reactCookies());
    await age();
    const { result } = await afterReactAnswer(() => auth.api.getSession({ headers }), cookie);
    expect(result?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("no other call extends it either", async () => {
    const { auth, cookie, headers, age, secondsLeft } = await withPerson(reactCookies());
    await age();
    await afterReactAnswer(() => auth.api.listSessions({ headers }), cookie);
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("over HTTP it is extended", async () => {
    const { auth, cookie, age, secondsLeft } = await withPerson(reactCookies());
    await age();
    const request = new Request("http://localhost:3000/api/auth/get-session", { headers: { cookie } });
    const { result } = await afterReactAnswer(() => auth.handler(request), cookie);
    expect(result.headers.get("set-cookie")).toContain(`Max-Age=${7 * day}`);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});

describe("where TanStack Start cannot be loaded", () => {
  it("calls work, and the log says once what is missing", async () => {
    const messages: string[] = [];
    const load = () => Promise.reject(new Error("Cannot find package."));
    const { auth, headers } = await withPerson(createStartCookies("@tanstack/react-start/server", load), {
      logger: { level: "warn", log: (level, message) => messages.push(`${level}: ${message}`) },
    });
    expect((await auth.api.getSession({ headers }))?.user.email).toBe(person.email);
    expect((await auth.api.signInEmail({ body: credentials })).user.email).toBe(person.email);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(
      /^warn: .*expected to load "@tanstack\/react-start\/server", got: Cannot find package\./,
    );
  });

  it("the calls of the mounted handler do not ask for it", async () => {
    const load = vi.fn(() => Promise.reject(new Error("Cannot find package.")));
    const { auth, cookie } = await withPerson(createStartCookies("@tanstack/react-start/server", load));
    load.mockClear();
    await auth.handler(new Request("http://localhost:3000/api/auth/get-session", { headers: { cookie } }));
    expect(load).not.toHaveBeenCalled();
  });
});
