import { redirect } from "@sveltejs/kit";
import { beforeAll, describe, expect, it } from "vitest";
import { getRequestEvent, ORIGIN, openKitApp, type Places, type Send } from "./kit-app.test-support";
import { cookieOf, credentials, day, person, withPerson } from "./person.test-support";
import { svelteKitHandler } from "./svelte-kit-handler";

let send: Send;
beforeAll(async () => {
  send = await openKitApp();
}, 120_000);

const names = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf("=")))
    .sort();

const TOKEN = "better-auth.session_token";
const form = { name: "Ada" };

describe("in a form action", () => {
  it("a sign-in sets the session cookie as it is, which then signs in", async () => {
    const { auth } = await withPerson();
    const { headers } = await auth.api.signInEmail({ body: credentials, returnHeaders: true });
    const response = await send("/page", {
      form,
      action: ({ request }) => auth.api.signInEmail({ body: credentials, headers: request.headers }),
    });
    const [line = "", ...others] = response.headers.getSetCookie();
    expect(others).toEqual([]);
    const attributes = (text = "") => text.split("; ").slice(1).sort();
    expect(attributes(line)).toEqual(attributes(headers.getSetCookie()[0]));
    const session = await auth.api.getSession({ headers: new Headers({ cookie: cookieOf([line]) }) });
    expect(session?.user.email).toBe(person.email);
  });

  it("a sign-in that is not to be remembered sets a cookie without an end", async () => {
    const { auth } = await withPerson();
    const body = { ...credentials, rememberMe: false };
    const response = await send("/page", { form, action: () => auth.api.signInEmail({ body }).then(() => {}) });
    const line = response.headers.getSetCookie().find((text) => text.startsWith(`${TOKEN}=`));
    expect(line).toBeDefined();
    expect(line).not.toMatch(/Max-Age|Expires/);
  });

  it("a sign-in that fails sets nothing", async () => {
    const { auth } = await withPerson();
    const body = { ...credentials, password: "wrong" };
    const response = await send("/page", {
      form,
      action: () => auth.api.signInEmail({ body }).catch(({ statusCode }) => ({ statusCode })),
    });
    expect(response.status).toBe(200);
    expect(names(response)).toEqual([]);
  });

  it("a sign-out removes the cookies", async () => {
    const { auth, cookie } = await withPerson();
    const response = await send("/page", {
      cookie,
      form,
      action: ({ request }) => auth.api.signOut({ headers: request.headers }),
    });
    expect(names(response)).toContain(TOKEN);
    for (const line of response.headers.getSetCookie()) expect(line).toMatch(/=; .*Max-Age=0/);
  });

  it("a call that gives a Response sets its cookies too", async () => {
    const { auth } = await withPerson();
    const action = () => auth.api.signInEmail({ body: credentials, asResponse: true }).then(() => {});
    expect(names(await send("/page", { form, action }))).toEqual([TOKEN]);
  });

  it("what it sets goes along with a redirect", async () => {
    const { auth } = await withPerson();
    const response = await send("/page", {
      form,
      async action() {
        await auth.api.signInEmail({ body: credentials });
        redirect(303, "/page");
      },
    });
    expect([response.status, names(response)]).toEqual([303, [TOKEN]]);
  });

  it("a session that began in it is there for the page", async () => {
    const { auth } = await withPerson();
    const response = await send("/page", {
      form,
      cookie: "theme=dark",
      action: ({ request }) => auth.api.signInEmail({ body: credentials, headers: request.headers }).then(() => {}),
      load: async ({ request }) => (await auth.api.getSession({ headers: request.headers }))?.user.email,
    });
    expect(await response.text()).toContain(person.email);
  });

  it("a session that ended in it is gone for the page, and its copy, too", async () => {
    const { auth, cookie } = await withPerson({ session: { cookieCache: { enabled: true } } });
    const response = await send("/page", {
      cookie,
      form,
      action: ({ request }) => auth.api.signOut({ headers: request.headers }),
      load: async ({ request }) => String(await auth.api.getSession({ headers: request.headers })),
    });
    expect(await response.text()).toContain("<p>null</p>");
  });

  it("headers that are not the request's own are left alone", async () => {
    const { auth, headers } = await withPerson();
    const other = { ...person, email: "grace@example.com" };
    const response = await send("/page", {
      form,
      async action() {
        await auth.api.signUpEmail({ body: other });
      },
      load: async () => (await auth.api.getSession({ headers }))?.user.email,
    });
    expect(await response.text()).toContain(person.email);
  });

  it("a copy in several cookies is replaced by a shorter one, and the rest of it goes", async () => {
    const cookieCache = { enabled: true };
    const long = await withPerson({ session: { cookieCache }, image: `https://example.com/${"y".repeat(9000)}` });
    const { auth, cookie } = long;
    const image = "https://example.com/short.png";
    const response = await send("/page", {
      cookie,
      form,
      action: ({ request }) => auth.api.updateUser({ body: { image }, headers: request.headers }),
      load: async ({ request }) => (await auth.api.getSession({ headers: request.headers }))?.user.image,
    });
    const removed = response.headers.getSetCookie().filter((line) => /Max-Age=0/.test(line));
    expect(removed).toHaveLength(4);
    expect(await response.text()).toContain(image);
  });
});

describe("a session that is due", () => {
  it.each([["/page", "load"] as const, ["/page", "action"] as const, ["/endpoint", "endpoint"] as const])(
    "is extended at %s in %s",
    async (path, place) => {
      const { auth, cookie, age, secondsLeft } = await withPerson();
      await age();
      const response = await send(path, {
        cookie,
        ...(place === "action" ? { form } : place === "endpoint" ? { method: "PUT" } : {}),
        [place]: async ({ request }: { request: Request }) => {
          const session = await auth.api.getSession({ headers: request.headers });
          return place === "endpoint" ? new Response(session?.user.email) : { email: session?.user.email };
        },
      });
      expect(response.status).toBe(200);
      expect(response.headers.get("set-cookie")).toContain(`Max-Age=${7 * day}`);
      expect(await secondsLeft()).toBeGreaterThan(6 * day);
    },
  );

  it("is extended in the handle hook, also when it sends people elsewhere", async () => {
    const { auth, cookie, age } = await withPerson();
    await age();
    const response = await send("/page", {
      cookie,
      async handle({ event }) {
        await auth.api.getSession({ headers: event.request.headers });
        redirect(303, "/elsewhere");
      },
    });
    expect([response.status, names(response)]).toEqual([303, [TOKEN]]);
  });

  it("is extended in a command, and left as it is in a query", async () => {
    const { auth, cookie, age, secondsLeft } = await withPerson();
    await age();
    const read = async () => (await auth.api.getSession({ headers: getRequestEvent().request.headers }))?.user.email;
    const asked = await send("/endpoint", { cookie, query: read });
    expect([await asked.json(), names(asked)]).toEqual([person.email, []]);
    expect(await secondsLeft()).toBeLessThan(day);

    const changed = await send("/endpoint", { cookie, json: {}, command: read });
    expect([await changed.json(), names(changed)]).toEqual([person.email, [TOKEN]]);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });

  it("is left as it is by what a page streams when the response has begun", async () => {
    const { auth, cookie, age, secondsLeft } = await withPerson();
    await age();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const response = await send("/page", {
      cookie,
      async streamed({ request }) {
        await begun;
        return (await auth.api.getSession({ headers: request.headers }))?.user.email;
      },
    });
    begin();
    expect(await response.text()).toContain(person.email);
    expect(await secondsLeft()).toBeLessThan(day);
  });

  it("a call that sets cookies works without them when the response has begun", async () => {
    const { auth } = await withPerson();
    const response = await send("/page", {
      async handle({ event, resolve }) {
        const answer = await resolve(event);
        const { user } = await auth.api.signInEmail({ body: credentials });
        answer.headers.set("x-user", user.email);
        return answer;
      },
    });
    expect(response.headers.get("x-user")).toBe(person.email);
    expect(names(response)).toEqual([]);
  });
});

describe("beside the mounted handler", () => {
  const handleOf =
    (auth: Awaited<ReturnType<typeof withPerson>>["auth"]): NonNullable<Places["handle"]> =>
    async ({ event, resolve, building }) => {
      await auth.api.getSession({ headers: event.request.headers });
      return svelteKitHandler({ auth, event, resolve, building });
    };

  it("a sign-in over HTTP sets its cookie once", async () => {
    const { auth } = await withPerson();
    const response = await send("/api/auth/sign-in/email", { json: credentials, handle: handleOf(auth) });
    expect([response.status, names(response)]).toEqual([200, [TOKEN]]);
  });

  it.each([
    [ORIGIN, "/api/auth"] as const,
    [`${ORIGIN}/own`, "/own"] as const,
    [{ allowedHosts: ["localhost:3000"], fallback: "https://example.com" }, "/api/auth"] as const,
  ])("a read in the hook leaves the extension to the instance, which tells the browser (%j)", async (baseURL, path) => {
    const { auth, cookie, age, secondsLeft } = await withPerson({ baseURL });
    await age();
    const response = await send(`${path}/get-session`, { cookie, handle: handleOf(auth) });
    expect((await response.json()).user.email).toBe(person.email);
    expect(names(response)).toEqual([TOKEN]);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });

  it("an answer of SvelteKit that sets cookies is kept out of shared caches, and no other", async () => {
    const { auth, cookie, age } = await withPerson();
    const said = async (value: string, isDue: boolean) => {
      if (isDue) await age();
      const response = await send("/page", {
        cookie,
        handle: ({ event, resolve, building }) => svelteKitHandler({ auth, event, resolve, building }),
        async load({ request, setHeaders }) {
          await auth.api.getSession({ headers: request.headers });
          setHeaders({ "cache-control": value });
        },
      });
      return [names(response), response.headers.get("cache-control")];
    };
    expect(await said("public, max-age=60", false)).toEqual([[], "public, max-age=60"]);
    expect(await said("public, max-age=60", true)).toEqual([[TOKEN], "private, no-store"]);
    expect(await said("private, max-age=60", true)).toEqual([[TOKEN], "private, max-age=60"]);
  });

  it("a read in the hook extends it for a page", async () => {
    const { auth, cookie, age } = await withPerson();
    await age();
    const response = await send("/page", { cookie, handle: handleOf(auth) });
    expect([response.status, names(response)]).toEqual([200, [TOKEN]]);
  });
});

describe("outside of a request", () => {
  it("everything is as without the plugin", async () => {
    const { auth, headers, age, secondsLeft } = await withPerson();
    await age();
    expect((await auth.api.getSession({ headers }))?.user.email).toBe(person.email);
    expect(await secondsLeft()).toBeGreaterThan(6 * day);
  });
});
