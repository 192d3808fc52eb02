// One SQLite file, one secret, two releases: whoever has an account and a cookie of one is at home in the other.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";

const ORIGIN = "http://localhost:3000";
const PASSWORD = "correct horse 1";
const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function open(specifier, file) {
  const { betterAuth } = await import(specifier);
  const { getMigrations } = await import(`${specifier}/db/migration`);
  const options = {
    baseURL: ORIGIN,
    secret: "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A",
    database: new Database(file),
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
  const migrations = await getMigrations(options);
  await migrations.runMigrations();
  const auth = betterAuth(options);
  const send = (path, body, headers = {}) =>
    auth.handler(
      new Request(`${ORIGIN}/api/auth${path}`, {
        ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
        headers: { ...(body ? { "content-type": "application/json", origin: ORIGIN } : {}), ...headers },
      }),
    );
  return { send, planned: migrations.toBeCreated, added: migrations.toBeAdded, close: () => options.database.close() };
}

const cookieOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
const userOf = async (answer) => (await answer.json())?.user.email ?? null;

describe.each([
  ["better-auth-reference", "better-auth"],
  ["better-auth", "better-auth-reference"],
])("from %s to %s", (first, second) => {
  it("the same database, password and cookie go on working, and back again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "interop-"));
    folders.push(folder);
    const file = join(folder, "auth.db");

    const before = await open(first, file);
    const signedUp = await before.send("/sign-up/email", {
      name: "Alice",
      email: "alice@example.com",
      password: PASSWORD,
    });
    expect(signedUp.status).toBe(200);
    const cookie = cookieOf(signedUp);
    before.close();

    const after = await open(second, file);
    expect(after.planned, "tables to add").toEqual([]);
    const added = after.added.flatMap(({ table, fields }) => Object.keys(fields).map((field) => `${table}.${field}`));
    expect(added, "columns to add").toEqual(second === "better-auth" ? ["session.authenticatedAt"] : []);
    expect(await userOf(await after.send("/get-session", undefined, { cookie }))).toBe("alice@example.com");
    const signedIn = await after.send("/sign-in/email", { email: "alice@example.com", password: PASSWORD });
    expect(signedIn.status).toBe(200);
    expect((await after.send("/sign-in/email", { email: "alice@example.com", password: "wrong horse 1" })).status).toBe(
      401,
    );
    const changed = await after.send(
      "/change-password",
      { currentPassword: PASSWORD, newPassword: "better horse 2" },
      { cookie },
    );
    expect(changed.status).toBe(200);
    after.close();

    const again = await open(first, file);
    expect(await userOf(await again.send("/get-session", undefined, { cookie: cookieOf(signedIn) }))).toBe(
      "alice@example.com",
    );
    const back = await again.send("/sign-in/email", { email: "alice@example.com", password: "better horse 2" });
    expect(back.status).toBe(200);
    expect((await again.send("/sign-out", {}, { cookie })).status).toBe(200);
    again.close();

    const last = await open(second, file);
    expect(await userOf(await last.send("/get-session", undefined, { cookie }))).toBeNull();
    expect(await userOf(await last.send("/get-session", undefined, { cookie: cookieOf(back) }))).toBe(
      "alice@example.com",
    );
    last.close();
    // The reference takes seconds to import on a busy machine.
  }, 60_000);
});
