import Database from "better-sqlite3";
import { describe, expect, it, vi } from "vitest";
import { getBaseAdapter } from "../adapters/get-base-adapter";
import { memoryAdapter } from "../adapters-memory";
import { betterAuth } from "../minimal";
import { Browser } from "../test-support/browser";
import { cheapPasswords, ORIGIN, SECRET } from "../test-support/instance";

const options = {
  baseURL: ORIGIN,
  secret: SECRET,
  logger: { disabled: true },
  emailAndPassword: { enabled: true, password: cheapPasswords },
};

describe("betterAuth without the query builder", () => {
  it("works with an adapter", async () => {
    const alice = new Browser(betterAuth({ ...options, database: memoryAdapter({}) }), "alice");
    expect((await alice.signUp()).status).toBe(200);
    expect((await alice.session()).user.email).toBe(alice.email);
  });

  it("takes no databases, and says where those are taken", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const auth = betterAuth({ ...options, database: new Database(":memory:") });
    await expect(auth.$context).rejects.toThrow('"better-auth"');
    expect((await auth.handler(new Request(`${ORIGIN}/api/auth/ok`))).status).toBe(500);
    vi.restoreAllMocks();
  });

  it("has no migrations of its own", async () => {
    const { runMigrations } = await betterAuth({ ...options, database: memoryAdapter({}) }).$context;
    await expect(runMigrations()).rejects.toThrow("migrations");
  });
});

describe("an adapter without the query builder", () => {
  it("is made by the option, kept in memory without one, or opened by whoever knows how", async () => {
    const own = memoryAdapter({})({});
    expect(await getBaseAdapter({ database: () => own })).toBe(own);
    expect((await getBaseAdapter({})).id).toBe("memory");
    expect(await getBaseAdapter({ database: new Database(":memory:") }, async () => own)).toBe(own);
  });
});
