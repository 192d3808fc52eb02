// What a visitor does at a server of the h3 family, over HTTP, and what has to come out.
import { once } from "node:events";
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { expect } from "vitest";

export const secret = "a secret of the tests, and nobody else's";

/** An instance with its tables, at an origin. */
export async function makeAuth(baseURL, file = ":memory:") {
  const auth = betterAuth({
    baseURL,
    secret,
    database: new DatabaseSync(file),
    emailAndPassword: { enabled: true },
    session: { cookieCache: { enabled: true } }, // so that answers have several cookies
    rateLimit: { enabled: false },
  });
  await (await getMigrations(auth.options)).runMigrations();
  return auth;
}

/** Serves what `mount` makes of the server's origin, until the visit is over. */
export async function serve(mount) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    server.on("request", await mount(origin));
    await visit(origin);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Signs up, is known to a route that reads the context of its event, and signs out. */
export async function visit(origin) {
  const send = (path, cookie, body, headers = {}) =>
    fetch(`${origin}${path}`, {
      method: body ? "POST" : "GET",
      headers: { origin, cookie, ...(body && { "content-type": "application/json" }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });

  const ada = { name: "Ada Łovelace", email: "ada@example.com", password: "correct horse" };
  const signedUp = await send("/api/auth/sign-up/email", "", ada);
  expect(signedUp.status).toBe(200);
  const lines = signedUp.headers.getSetCookie();
  expect(lines.map((line) => line.split("=")[0])).toEqual(["better-auth.session_token", "better-auth.session_data"]);
  const cookie = lines.map((line) => line.split(";")[0]).join("; ");

  expect((await (await send("/api/auth/get-session", cookie)).json()).user.name).toBe(ada.name);
  expect(await (await send("/me", cookie)).json()).toEqual({ name: ada.name });
  expect((await send("/me", "")).status).toBe(401);

  const wrong = await send("/api/auth/sign-in/email", "", { ...ada, password: "wrong horse" });
  expect([wrong.status, (await wrong.json()).code]).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
  expect((await send("/api/auth/nothing", "")).status).toBe(404);

  const fromElsewhere = await send("/api/auth/sign-out", cookie, {}, { origin: "https://evil.example" });
  expect(fromElsewhere.status).toBe(403);

  const signedOut = await send("/api/auth/sign-out", cookie, {});
  expect(signedOut.headers.getSetCookie().length).toBeGreaterThan(1);
  expect((await send("/me", cookie.split("; ")[0])).status).toBe(401);
}
