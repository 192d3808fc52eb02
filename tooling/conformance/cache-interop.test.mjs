// Cache cookies of one release are read by the other, in each format, whole and in chunks; no rows behind them.
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

const ORIGIN = "http://localhost:3000";
const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";

async function open(specifier, database, strategy) {
  const { betterAuth } = await import(specifier);
  const { getMigrations } = await import(`${specifier}/db/migration`);
  const options = {
    baseURL: ORIGIN,
    secret: SECRET,
    database,
    emailAndPassword: { enabled: true },
    session: { cookieCache: { enabled: true, strategy } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  return (path, { body, cookie = "" } = {}) =>
    auth.handler(
      new Request(`${ORIGIN}/api/auth${path}`, {
        ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
        headers: { cookie, ...(body ? { "content-type": "application/json", origin: ORIGIN } : {}) },
      }),
    );
}

const cookieOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

describe.each(["compact", "jwt", "jwe"])("the cookie cache (%s)", (strategy) => {
  it.each([
    ["better-auth-reference", "better-auth", ""],
    ["better-auth", "better-auth-reference", ""],
    ["better-auth-reference", "better-auth", "y".repeat(9000)],
    ["better-auth", "better-auth-reference", "y".repeat(9000)],
  ])("of %s is read by %s", async (first, second, filling) => {
    const database = new Database(":memory:");
    const before = await open(first, database, strategy);
    const after = await open(second, database, strategy);
    const name = 'Zoë 🦊 "\\';
    const body = { name, email: "alice@example.com", password: "correct horse 1", image: `https://x/${filling}` };
    const cookie = cookieOf(await before("/sign-up/email", { body }));
    expect(cookie.includes("session_data.1=")).toBe(filling !== "");
    const own = await (await before("/get-session", { cookie })).json();
    database.prepare("delete from session").run();

    const answer = await after("/get-session", { cookie });
    expect(await answer.json()).toEqual(own);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { getCookieCache } = await import(`${second}/cookies`);
    const cached = await getCookieCache(new Headers({ cookie }), { secret: SECRET, strategy });
    expect(cached.user.name).toBe(name);
    database.close();
  });
});
