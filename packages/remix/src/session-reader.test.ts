import { expect, it } from "vitest";
import { day, person, withPerson } from "./person.test-support";
import { sessionReader } from "./session-reader";

const request = (cookie: string) => new Request("http://localhost:3000/", { headers: { cookie } });

it("gives who sent a request, and nothing to pass on while the session is not due", async () => {
  const { auth, cookie } = await withPerson();
  const { session, headers } = await sessionReader(auth)(request(cookie));
  expect(session?.user.email).toBe(person.email);
  expect(headers.getSetCookie()).toEqual([]);
});

it("gives null when nobody is signed in", async () => {
  const { auth } = await withPerson();
  expect((await sessionReader(auth)(request("theme=dark"))).session).toBeNull();
});

it("gives the cookie of a session that it extended, and keeps the answer out of caches", async () => {
  const { auth, cookie, age, secondsLeft } = await withPerson();
  await age();
  const { headers } = await sessionReader(auth)(request(cookie));
  expect(headers.getSetCookie()).toEqual([expect.stringContaining(`Max-Age=${7 * day}`)]);
  expect(headers.get("cache-control")).toContain("no-store");
  expect(await secondsLeft()).toBeGreaterThan(6 * day);
});

it("removes the cookie of a session that is over", async () => {
  const { auth, cookie } = await withPerson();
  await auth.api.signOut({ headers: new Headers({ cookie }) });
  const { session, headers } = await sessionReader(auth)(request(cookie));
  expect(session).toBeNull();
  expect(headers.getSetCookie()[0]).toMatch(/^better-auth\.session_token=;.*Max-Age=0/);
});
