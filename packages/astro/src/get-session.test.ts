import { expect, it } from "vitest";
import { astroContext, setCookies } from "./astro.test-support";
import { astroMiddleware } from "./astro-middleware";
import { getSession } from "./get-session";
import { credentials, day, withPerson } from "./person.test-support";

it("reads the session once a request where there is no middleware, and has the answer set its cookie", async () => {
  const { auth, cookie, age, secondsLeft, statementsOf } = await withPerson({ plugins: [] });
  expect(await getSession(auth, astroContext())).toBeNull();
  const context = astroContext(cookie);
  const statements = await statementsOf(async () => {
    const pairs = await Promise.all([1, 2, 3].map(() => getSession(auth, context)));
    expect(pairs.map((pair) => pair?.user.name)).toEqual(["Alice", "Alice", "Alice"]);
  });
  expect(statements).toHaveLength(1);

  await age();
  const later = astroContext(cookie);
  await getSession(auth, later);
  expect(await secondsLeft()).toBeGreaterThan(6 * day);
  expect(setCookies(later)).toHaveLength(1);
});

it("reads the session of the instance that it is asked for", async () => {
  const { auth, cookie } = await withPerson();
  const { auth: admins } = await withPerson({ advanced: { cookiePrefix: "admin" } });
  const context = astroContext(cookie);
  await astroMiddleware(auth)(context, async () => {
    expect(await getSession(admins, context)).toBeNull();
    return new Response();
  });
  const bare = astroContext(cookie);
  const pairs = [await getSession(admins, bare), await getSession(auth, bare), await getSession(admins, bare)];
  expect(pairs.map((pair) => pair?.user.name)).toEqual([undefined, "Alice", undefined]);
});

it("takes the first of cookies that came twice, as the handler does", async () => {
  const { auth, cookie } = await withPerson();
  const other = { ...credentials, name: "Bob", email: "bob@example.com" };
  const { headers } = await auth.api.signUpEmail({ body: other, returnHeaders: true });
  const twice = `${cookie}; ${headers.getSetCookie()[0]?.split(";")[0]}`;
  expect((await getSession(auth, astroContext(twice)))?.user.name).toBe("Alice");
});

it("knows of a sign-in in the same request where there is no middleware, too", async () => {
  const { auth } = await withPerson();
  const context = astroContext("theme=dark");
  expect(await getSession(auth, context)).toBeNull();
  await auth.api.signInEmail({ body: credentials, headers: context.request.headers });
  expect((await getSession(auth, context))?.user.name).toBe("Alice");
});

it("does not extend a session once the page has left", async () => {
  const { auth, cookie, age, secondsLeft } = await withPerson();
  const context = astroContext(cookie);
  await astroMiddleware(auth)(context, async () => new Response());
  await age();
  // Components that are streamed run outside of the middleware's call.
  expect((await auth.api.getSession({ headers: context.request.headers }))?.user.name).toBe("Alice");
  expect(await secondsLeft()).toBeLessThan(day);
  expect(setCookies(context)).toEqual([]);
});
