import { setTimeout as sleep } from "node:timers/promises";
import { createContext, redirect } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { cookieOf, credentials, day, person, withPerson } from "./person.test-support";
import { reactRouterCookies } from "./react-router-cookies";
import { createApplication, type RouteModule } from "./router.test-support";
import { sessionMiddleware } from "./session-middleware";
import { toRemixHandler } from "./to-remix-handler";

type Setting = Awaited<ReturnType<typeof createSetting>>;

async function createSetting(cookiePrefix = "better-auth") {
  const warn = vi.fn();
  const logger = { log: (level: string, message: string) => level === "warn" && warn(message) };
  const setting = await withPerson([reactRouterCookies()], { logger, advanced: { cookiePrefix } });
  return { ...setting, warn, sessionContext: createContext<typeof setting.auth.$Infer.Session | null>() };
}

/** An application with one person and one page, which may have a loader and an action besides. */
async function setUp(page: (setting: Setting) => RouteModule) {
  const setting = await createSetting();
  const { auth, sessionContext } = setting;
  const app = createApplication({ middleware: [sessionMiddleware(auth, sessionContext)] }, [
    {
      path: "page",
      // What the context says, and what a call says that is given the request's own headers.
      loader: async ({ context, request }) => {
        const inContext = context.get(sessionContext)?.user;
        const called = (await auth.api.getSession({ headers: request.headers }))?.user;
        return [inContext?.nickname ?? inContext?.name ?? null, called?.nickname ?? called?.name ?? null];
      },
      ...page(setting),
    },
    { path: "api/auth/*", default: undefined, ...toRemixHandler(auth) },
  ]);
  return { ...setting, app };
}

const post = (cookie = ""): RequestInit => ({ method: "POST", headers: { cookie }, body: new FormData() });

describe("in an action", () => {
  it("a sign-in sets the cookie, and what renders in the same request knows who it is", async () => {
    const { app } = await setUp(({ auth }) => ({
      action: async ({ request }) => auth.api.signInEmail({ body: credentials, headers: request.headers }),
    }));
    const answer = await app("/page", post("theme=dark"));
    expect(await answer.json()).toEqual({ "child-0": [person.name, person.name] });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^better-auth\.session_token=.*; HttpOnly/)]);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const next = await app("/page", { headers: { cookie: cookieOf(answer) } });
    expect(await next.json()).toEqual({ "child-0": [person.name, person.name] });
  });

  it("the cookie goes with a redirect and with data, too", async () => {
    const { app } = await setUp(({ auth }) => ({
      action: async () => {
        await auth.api.signInEmail({ body: { ...credentials, rememberMe: false } });
        return redirect("/elsewhere");
      },
    }));
    const names = ["better-auth.session_token", "better-auth.dont_remember"];
    for (const [path, status] of [
      ["/page", 302],
      ["/page.data", 202],
    ] as const) {
      const answer = await app(path, post());
      expect(answer.status).toBe(status);
      expect(answer.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual(names);
    }
  });

  it("a change of the user is in the context at once", async () => {
    const { app, cookie } = await setUp(({ auth }) => ({
      action: async ({ request }) => auth.api.updateUser({ body: { nickname: "Countess" }, headers: request.headers }),
    }));
    expect(await (await app("/page", post(cookie))).json()).toEqual({ "child-0": ["Countess", "Countess"] });
  });

  it("a sign-out removes the cookie, also that of a session that was extended for this request", async () => {
    const { app, cookie, age } = await setUp(({ auth }) => ({
      action: async ({ request }) => auth.api.signOut({ headers: request.headers }),
    }));
    await age();
    const answer = await app("/page", post(cookie));
    expect(await answer.json()).toEqual({ "child-0": [null, null] });
    expect(answer.headers.getSetCookie().length).toBeGreaterThan(0);
    for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/=; .*Max-Age=0/);
  });

  it("a session that took the place of another counts", async () => {
    const body = { currentPassword: person.password, newPassword: "another password", revokeOtherSessions: true };
    const { app, cookie } = await setUp(({ auth }) => ({
      action: async ({ request }) => auth.api.changePassword({ body, headers: request.headers }),
    }));
    const answer = await app("/page", post(cookie));
    expect(await answer.json()).toEqual({ "child-0": [person.name, person.name] });
    expect(answer.headers.getSetCookie()).toHaveLength(1);
    expect(cookieOf(answer)).not.toBe(cookie);
  });

  it("a sign-in that fails sets nothing", async () => {
    const { app } = await setUp(({ auth }) => ({
      action: () => auth.api.signInEmail({ body: { ...credentials, password: "wrong" } }).catch(() => "refused"),
    }));
    const answer = await app("/page", post());
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
  });

  it("a Response that is given on carries each cookie once", async () => {
    const { app } = await setUp(({ auth }) => ({
      default: undefined,
      action: () => auth.api.signInEmail({ body: credentials, asResponse: true }),
    }));
    expect((await app("/page", post())).headers.getSetCookie()).toHaveLength(1);
  });

  it("a call of the handler leaves its cookies to its own response", async () => {
    const { app } = await setUp(({ auth }) => ({
      action: async () => {
        const headers = { "content-type": "application/json", origin: "http://localhost:3000" };
        const url = "http://localhost:3000/api/auth/sign-in/email";
        const request = new Request(url, { method: "POST", headers, body: JSON.stringify(credentials) });
        return (await auth.handler(request)).headers.getSetCookie().length;
      },
      default: undefined,
    }));
    const answer = await app("/page", post());
    expect([await answer.text(), answer.headers.getSetCookie()]).toEqual(["1", []]);
  });

  it("people who sign in at the same moment get a cookie each, their own", async () => {
    const { auth, app } = await setUp(({ auth }) => ({
      action: async ({ request }) => {
        const email = `${request.headers.get("x-person")}@example.com`;
        await auth.api.signUpEmail({ body: { ...person, name: email, email } });
        await sleep(1);
        return null;
      },
    }));
    const people = Array.from({ length: 20 }, (_, index) => `person-${index}`);
    const answers = await Promise.all(
      people.map((name) => app("/page", { ...post(), headers: { "x-person": name, cookie: "" } })),
    );
    for (const [index, answer] of answers.entries()) {
      expect(answer.headers.getSetCookie()).toHaveLength(1);
      const session = await auth.api.getSession({ headers: new Headers({ cookie: cookieOf(answer) }) });
      expect(session?.user.email).toBe(`${people[index]}@example.com`);
    }
  });

  it("headers that are not the request's own are left alone", async () => {
    const { app, cookie } = await setUp(({ auth, cookie }) => ({
      action: async () => {
        await auth.api.signUpEmail({ body: { ...person, email: "grace@example.com" } });
        return (await auth.api.getSession({ headers: new Headers({ cookie }) }))?.user.email;
      },
      loader: () => null,
      default: undefined,
    }));
    expect(cookie).not.toBe("");
    expect(await (await app("/page", post("theme=dark"))).text()).toBe(person.email);
  });
});

describe("in a loader", () => {
  it("a call that ends the session is known to the context", async () => {
    const { app, cookie } = await setUp(({ auth, sessionContext }) => ({
      loader: async ({ context, request }) => {
        await auth.api.signOut({ headers: request.headers });
        return context.get(sessionContext);
      },
    }));
    const answer = await app("/page", { headers: { cookie } });
    expect(await answer.json()).toEqual({ "child-0": null });
    expect(answer.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
  });

  it("a read that extends the session sets its cookie, and is not repeated", async () => {
    const { auth, app, cookie } = await setUp(({ auth, age }) => ({
      loader: async ({ request }) => {
        await age();
        await auth.api.getSession({ headers: request.headers });
        return null;
      },
    }));
    const read = vi.spyOn(auth.api, "getSession");
    const answer = await app("/page", { headers: { cookie } });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringContaining(`Max-Age=${7 * day}`)]);
    expect(read).toHaveBeenCalledTimes(2); // the middleware's and the loader's
  });

  it("nothing more is sent than the middleware would send", async () => {
    const { app, cookie, age } = await setUp(() => ({}));
    expect((await app("/page", { headers: { cookie } })).headers.getSetCookie()).toEqual([]);
    await age();
    expect((await app("/page", { headers: { cookie } })).headers.getSetCookie()).toHaveLength(1);
  });

  it("what a loader streams after the answer has left extends nothing, and the log tells of a lost cookie", async () => {
    let streamed: Promise<unknown> | undefined;
    const { app, cookie, age, secondsLeft, warn } = await setUp(({ auth }) => ({
      loader: ({ request }) => {
        const late = async () => {
          await sleep(20);
          await age();
          await auth.api.getSession({ headers: request.headers });
          const left = await secondsLeft();
          await auth.api.signInEmail({ body: credentials });
          return left;
        };
        streamed = late();
        return null;
      },
    }));
    expect((await app("/page", { headers: { cookie } })).headers.getSetCookie()).toEqual([]);
    expect(await streamed).toBeLessThan(day);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/expected \/sign-in\/email to be called before/)]]);
  });
});

it("with two instances each context holds its own session", async () => {
  const both = [await createSetting("customer"), await createSetting("employee")] as const;
  const app = createApplication({ middleware: both.map((one) => sessionMiddleware(one.auth, one.sessionContext)) }, [
    {
      path: "page",
      action: () => both[0].auth.api.signInEmail({ body: credentials }),
      loader: ({ context }) => both.map((one) => context.get(one.sessionContext)?.user.id ?? null),
    },
  ]);
  const answer = await app("/page", post());
  expect(await answer.json()).toEqual({ "child-0": [expect.any(String), null] });
  expect(answer.headers.getSetCookie()).toHaveLength(1);
});

describe("elsewhere", () => {
  it("through the handler the response carries the cookies, once", async () => {
    const { app } = await setUp(() => ({}));
    const headers = { "content-type": "application/json", origin: "http://localhost:3000" };
    const request = { method: "POST", headers, body: JSON.stringify(credentials) };
    expect((await app("/api/auth/sign-in/email", request)).headers.getSetCookie()).toHaveLength(1);
  });

  it("without the middleware everything is as without the plugin", async () => {
    const { auth, cookie, age, secondsLeft, warn } = await createSetting();
    const app = createApplication({}, [{ path: "page", action: () => auth.api.signInEmail({ body: credentials }) }]);
    const answer = await app("/page", post());
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
    await age();
    await auth.api.getSession({ headers: new Headers({ cookie }) });
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
    expect(warn).not.toHaveBeenCalled();
  });
});
