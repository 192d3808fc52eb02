import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { cheapPasswords, makeAuth } from "../test-support/instance";
import { databaseKind, databaseName } from "../test-support/test-database";
import type { BetterAuthOptions } from "../types";

type GenerateId = NonNullable<NonNullable<BetterAuthOptions["advanced"]>["database"]>["generateId"];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function idsOf(generateId: GenerateId, on: typeof databaseName | "memory") {
  const database = { generateId };
  const made = await makeAuth({
    advanced: { database },
    ...(on === "memory" ? { database: memoryAdapter({}) } : {}),
  } as never);
  const alice = made.browser();
  const { status, body } = await alice.signUp();
  expect(status).toBe(200);
  const { session, user } = await alice.session();
  expect(user.id).toBe(body.user.id);
  expect(session.userId).toBe(user.id);
  return { user: user.id as string, session: session.id as string, rows: made.rows };
}

describe.each([databaseName, "memory"] as const)("ids on %s", (on) => {
  it("are 32 random characters unless told", async () => {
    const { user, session } = await idsOf(undefined, on);
    expect([user, session]).toEqual([
      expect.stringMatching(/^[a-zA-Z0-9]{32}$/),
      expect.stringMatching(/^[a-zA-Z0-9]{32}$/),
    ]);
  });

  it("are made by a function, which is told the model", async () => {
    let count = 0;
    const { user, session } = await idsOf(({ model }) => `own-${model}-${++count}`, on);
    expect(user).toMatch(/^own-user-\d+$/);
    expect(session).toMatch(/^own-session-\d+$/);
  });

  it("are UUIDs", async () => {
    const { user, session } = await idsOf("uuid", on);
    expect([user, session]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
  });

  it("are counted by the database, and text outside of it", async () => {
    const { user, session } = await idsOf("serial", on);
    expect([user, session]).toEqual(["1", "1"]);
  });
});

describe("ids that the database makes by a default of its own", () => {
  type Made = Awaited<ReturnType<typeof makeAuth>>;

  /** SQLite changes no default: the table is made anew with one. */
  function replaceInSqlite({ db, rows }: Made, table: string): void {
    const [{ sql }] = rows("select sql from sqlite_master where name = ? and type = 'table'", table) as [
      { sql: string },
    ];
    db.exec(`drop table "${table}"`);
    db.exec(
      sql.replace(/"id" text[^,]*/, `"id" text not null primary key default ('db-' || lower(hex(randomblob(8))))`),
    );
  }

  const HEX = { postgres: "substr(md5(random()::text), 1, 16)", mysql: "substr(md5(rand()), 1, 16)" };

  async function withDefaults(options: Parameters<typeof makeAuth>[0] = {}) {
    const made = await makeAuth({ ...options, advanced: { database: { generateId: false } } });
    for (const table of ["account", "session", "user"]) {
      if (databaseKind === "sqlite") replaceInSqlite(made, table);
      else made.db.exec(`alter table "${table}" alter column id set default (concat('db-', ${HEX[databaseKind]}))`);
    }
    return made;
  }

  const areLeftToIt = async () => {
    const alice = (await withDefaults()).browser();
    const { body } = await alice.signUp();
    expect(body.user.id).toMatch(/^db-[0-9a-f]{16}$/);
    expect((await alice.session()).session.id).toMatch(/^db-/);
  };

  const areRefused = async () => {
    const errors: unknown[] = [];
    const { browser, rows } = await withDefaults({
      logger: { log: (_level, _message, ...rest) => void errors.push(...rest) },
    });
    expect((await browser().signUp()).body).toMatchObject({ code: "FAILED_TO_CREATE_USER" });
    expect(errors.map(String).join()).toContain('generateId: "uuid"');
    expect(rows("select id from user")).toEqual([]);
  };

  // MySQL says which id it made for AUTO_INCREMENT alone.
  if (databaseKind === "mysql") it("are refused where it does not say which it made, and nothing stays", areRefused);
  else it("are left to it", areLeftToIt);
});

it.each(["serial", "uuid"] as const)(
  "an answer that hides that an address is taken has an id of the same kind: %s",
  async (generateId) => {
    const { browser } = await makeAuth({
      advanced: { database: { generateId } },
      emailAndPassword: { enabled: true, requireEmailVerification: true, password: cheapPasswords },
      emailVerification: { sendVerificationEmail: async () => {} },
    });
    for (let count = 1; count <= 11; count++) await browser(`user-${count}`).signUp();
    const taken = (await browser("user-1").signUp()).body.user.id;
    expect(taken).toMatch(generateId === "serial" ? /^12$/ : UUID);
  },
);
