import { createAuthMiddleware } from "@better-auth/core/api";
import type { APIContext } from "astro";
import { describe, expect, it, vi } from "vitest";
import { astroContext, setCookies } from "./astro.test-support";
import { astroCookies } from "./astro-cookies";
import { astroMiddleware } from "./astro-middleware";
import { getSession } from "./get-session";
import { credentials, day, withPerson } from "./person.test-support";

type Person = Awaited<ReturnType<typeof withPerson>>;

/** Runs what stands in a page, an endpoint or an action. */
async function inPage<T>({ auth }: Pick<Person, "auth">, context: APIContext, work: () => Promise<T>): Promise<T> {
  let result: T | undefined;
  await astroMiddleware(auth)(context, async () => {
    result = await work();
    return new Response("page");
  });
  return result as T;
}

const nameIn = (context: APIContext) => (context.locals as { user: { name: string } | null }).user?.name;

describe("in a page or an action", () => {
  it("a sign-in sets the session cookie, and everything that runs later knows of it", async () => {
    const alice = await withPerson();
    const context = astroContext("theme=dark");
    const { headers } = context.request;
    await inPage(alice, context, async () => {
      expect(nameIn(context)).toBeUndefined();
      await alice.auth.api.signInEmail({ body: credentials });
      expect(nameIn(context)).toBe("Alice");
      expect((await getSession(alice.auth, context))?.user.name).toBe("Alice");
      expect((await alice.auth.api.getSession({ headers }))?.user.name).toBe("Alice");
    });
    expect(setCookies(context)).toEqual([
      expect.stringMatching(/^better-auth\.session_token=.+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const [pair = ""] = setCookies(context)[0]?.split(";") ?? [];
    const session = await alice.auth.api.getSession({ headers: new Headers({ cookie: pair }) });
    expect(session?.user.name).toBe("Alice");
  });

  it("a changed name is in the locals, and so is a sign-out, which removes the cookie", async () => {
    const alice = await withPerson();
    const context = astroContext(alice.cookie);
    const { headers } = context.request;
    await inPage(alice, context, async () => {
      await alice.auth.api.updateUser({ body: { name: "Alice L." }, headers });
      expect(nameIn(context)).toBe("Alice L.");
      await alice.auth.api.signOut({ headers });
      expect(context.locals).toEqual({ user: null, session: null });
      expect(await alice.auth.api.getSession({ headers })).toBeNull();
    });
    for (const line of setCookies(context)) expect(line).toMatch(/=; Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect(setCookies(context).length).toBeGreaterThan(0);
  });

  it("a session that is ended without a word about cookies is not in the locals any more", async () => {
    const alice = await withPerson();
    const context = astroContext(alice.cookie);
    await inPage(alice, context, async () => {
      await alice.auth.api.revokeSessions({ headers: context.request.headers });
      expect(nameIn(context)).toBeUndefined();
    });
  });

  it("a cookie is sent as the instance wrote it", async () => {
    const value = "token.c2lnbmF0dXJl%2B%2F%3D";
    const line = `__Secure-a=${value}; Max-Age=60; Domain=example.com; Path=/app; HttpOnly; Secure; Partitioned; SameSite=None`;
    const sender = {
      id: "sender",
      hooks: {
        after: [
          { matcher: () => true, handler: createAuthMiddleware(async (ctx) => ctx.setHeader("set-cookie", line)) },
        ],
      },
    };
    const alice = await withPerson({ plugins: [sender, astroCookies()] });
    const context = astroContext();
    await inPage(alice, context, async () => {});
    expect(setCookies(context)).toEqual([line]);
  });

  it("a sign-in that fails sets nothing", async () => {
    const alice = await withPerson();
    const context = astroContext();
    const attempt = inPage(alice, context, () =>
      alice.auth.api.signInEmail({ body: { ...credentials, password: "not this one" } }),
    );
    await expect(attempt).rejects.toMatchObject({ statusCode: 401 });
    expect(setCookies(context)).toEqual([]);
  });

  it("headers that are not the request's own are left alone", async () => {
    const alice = await withPerson();
    const context = astroContext();
    await inPage(alice, context, async () => {
      await alice.auth.api.signUpEmail({ body: { ...credentials, name: "Bob", email: "bob@example.com" } });
      const own = new Headers({ cookie: alice.cookie });
      expect((await alice.auth.api.getSession({ headers: own }))?.user.name).toBe("Alice");
    });
  });

  it("two requests at a time keep to their own cookies", async () => {
    const alice = await withPerson();
    const [first, second] = [astroContext(alice.cookie), astroContext()];
    await Promise.all([
      inPage(alice, first, () => alice.auth.api.signOut({ headers: first.request.headers })),
      inPage(alice, second, () => alice.auth.api.signInEmail({ body: credentials })),
    ]);
    expect([nameIn(first), nameIn(second)]).toEqual([undefined, "Alice"]);
    expect(setCookies(second)).toHaveLength(1);
  });

  it("what the handler answers carries its cookies itself", async () => {
    const alice = await withPerson();
    const context = astroContext();
    const response = await inPage(alice, context, () =>
      alice.auth.handler(
        new Request("http://localhost:3000/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json", origin: "http://localhost:3000" },
          body: JSON.stringify(credentials),
        }),
      ),
    );
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect(setCookies(context)).toEqual([]);
  });
});

describe("after the page has left", () => {
  it("reading does not extend a session, and the log tells of a call that wants to set a cookie", async () => {
    const log = vi.fn();
    const alice = await withPerson({ logger: { log } });
    await alice.age();
    const context = astroContext();
    const own = astroContext(alice.cookie);
    let late: Promise<unknown> | undefined;
    await astroMiddleware(alice.auth)(context, async () => {
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(async () => {
        await alice.auth.api.getSession({ headers: own.request.headers });
        expect(await alice.secondsLeft()).toBeLessThan(day);
        await alice.auth.api.signInEmail({ body: credentials });
      });
      return new Response("page");
    });
    await late;
    expect(setCookies(context)).toEqual([]);
    expect(log).toHaveBeenCalledWith("warn", expect.stringContaining("expected /sign-in/email to be called before"));
  });
});

describe("elsewhere", () => {
  it("everything is as without the plugin", async () => {
    const { auth, cookie, age, secondsLeft } = await withPerson();
    await age();
    const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
    expect(session?.user.name).toBe("Alice");
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});
