import { expect, it } from "vitest";
import { cookieOf, credentials, person, withPerson } from "./person.test-support";
import { createApplication } from "./router.test-support";
import { toRemixHandler } from "./to-remix-handler";

async function mounted() {
  const { auth, cookie } = await withPerson();
  return { cookie, app: createApplication({}, [{ path: "api/auth/*", default: undefined, ...toRemixHandler(auth) }]) };
}

const posted = (body: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", origin: "http://localhost:3000" },
  body: JSON.stringify(body),
});

it("the action answers POST, with the body and every cookie", async () => {
  const { app } = await mounted();
  const answer = await app("/api/auth/sign-in/email", posted({ ...credentials, rememberMe: false }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ user: { email: person.email } });
  expect(answer.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual([
    "better-auth.session_token",
    "better-auth.dont_remember",
  ]);
  const session = await app("/api/auth/get-session", { headers: { cookie: cookieOf(answer) } });
  expect(await session.json()).toMatchObject({ user: { name: person.name } });
});

it("the loader answers GET and HEAD", async () => {
  const { app, cookie } = await mounted();
  const answer = await app("/api/auth/get-session", { headers: { cookie } });
  expect(await answer.json()).toMatchObject({ user: { email: person.email } });
  const head = await app("/api/auth/ok", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

it("what the instance does not know is its own 404, refusals keep their status and their body", async () => {
  const { app } = await mounted();
  const unknown = await app("/api/auth/nothing-here");
  expect([unknown.status, await unknown.text()]).toEqual([404, ""]);
  const refused = await app("/api/auth/sign-in/email", posted({ ...credentials, password: "wrong" }));
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ code: "INVALID_EMAIL_OR_PASSWORD" });
});

it("takes a handler by itself", async () => {
  const { loader, action } = toRemixHandler(async ({ method, url }) => new Response(`${method} ${url}`));
  const request = new Request("http://localhost/api/auth/ok");
  expect(await (await loader({ request })).text()).toBe("GET http://localhost/api/auth/ok");
  expect(await (await action({ request: new Request(request, { method: "POST" }) })).text()).toMatch(/^POST /);
});
