import type { APIContext } from "astro";
import { sequence } from "astro/middleware";
import { expect, it } from "vitest";
import { astroContext, setCookies } from "./astro.test-support";
import { astroMiddleware } from "./astro-middleware";
import { getSession } from "./get-session";
import { day, withPerson } from "./person.test-support";

const page = async () => new Response("page");
const locals = (context: APIContext) => context.locals as { user?: { email: string } | null; session?: unknown };

it("puts user and session into the locals, with one read however many ask", async () => {
  const { auth, cookie, statementsOf } = await withPerson();
  const context = astroContext(cookie);
  const statements = await statementsOf(() =>
    astroMiddleware(auth)(context, async () => {
      expect(locals(context)).toMatchObject({ user: { email: "alice@example.com" }, session: { userAgent: "" } });
      const pairs = await Promise.all([getSession(auth, context), getSession(auth, context)]);
      for (const pair of pairs) expect(pair).toEqual(locals(context));
      return page();
    }),
  );
  expect(statements).toHaveLength(1);
});

it("puts null into the locals for visitors, whose answer is as the page made it", async () => {
  const { auth, statementsOf } = await withPerson();
  const context = astroContext("better-auth.session_token=made-up.c2lnbmF0dXJl");
  const made = await page();
  expect(
    await statementsOf(async () => expect(await astroMiddleware(auth)(context, async () => made)).toBe(made)),
  ).toEqual([]);
  expect(context.locals).toEqual({ user: null, session: null });
  expect(made.headers.has("cache-control")).toBe(false);
});

it("reads nothing for prerendered pages, nor for requests of the handler", async () => {
  const { auth, cookie, statementsOf } = await withPerson();
  for (const context of [astroContext(cookie, "/", true), astroContext(cookie, "/api/auth/get-session")]) {
    const statements = await statementsOf(() => astroMiddleware(auth)(context, page));
    expect(statements).toEqual([]);
    expect(context.locals).toEqual({ user: null, session: null });
  }
  const other = astroContext(cookie, "/api/authors");
  await astroMiddleware(auth)(other, page);
  expect(locals(other).user).not.toBeNull();
});

it("has the answer set the cookie of a session that was due, and keeps it from shared caches", async () => {
  const { auth, cookie, age, secondsLeft } = await withPerson({ plugins: [] });
  await age();
  const context = astroContext(cookie);
  const response = await astroMiddleware(auth)(context, page);
  expect(await secondsLeft()).toBeGreaterThan(6 * day);
  expect(setCookies(context)).toEqual([expect.stringMatching(/^better-auth\.session_token=.*Max-Age=604800/)]);
  expect(response.headers.get("cache-control")).toBe("private, no-store");

  await age();
  const cached = async () => new Response("page", { headers: { "cache-control": "private, max-age=60" } });
  const own = await astroMiddleware(auth)(astroContext(cookie), cached);
  expect(own.headers.get("cache-control")).toBe("private, max-age=60");
});

it("changes the headers of an answer that Astro cannot change", async () => {
  const { auth, cookie, age } = await withPerson();
  await age();
  const away = async () => Response.redirect("http://localhost:3000/elsewhere");
  const response = await astroMiddleware(auth)(astroContext(cookie), away);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect([response.status, response.headers.get("location")]).toEqual([302, "http://localhost:3000/elsewhere"]);
});

it("stands in a sequence, before those that look at the locals, and reads once where a rewrite comes by again", async () => {
  const { auth, cookie, statementsOf } = await withPerson();
  const context = astroContext(cookie);
  const guard = sequence(
    (inner, next) => astroMiddleware(auth)(inner, next as never),
    (inner, next) => astroMiddleware(auth)(inner, next as never),
    (inner) => new Response(locals(inner).user?.email),
  );
  const statements = await statementsOf(async () => {
    const response = await guard(context, page);
    expect(await (response as Response).text()).toBe("alice@example.com");
  });
  expect(statements).toHaveLength(1);
});

it("hands on what a page throws", async () => {
  const { auth } = await withPerson();
  const broken = async () => {
    throw new Error("broken page");
  };
  await expect(astroMiddleware(auth)(astroContext(), broken)).rejects.toThrow("broken page");
});
