import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { makeAuth } from "../test-support/instance";
import { FIFTY, RACE, raceDatabase } from "../test-support/races";
import { databaseName } from "../test-support/test-database";

describe("races", RACE, () => {
  it.each([false, true])(
    "one address signed up fifty times at once makes one user (with a database hook: %s)",
    async (withHook) => {
      const { browser, rows } = await makeAuth({
        ...raceDatabase(),
        ...(withHook ? { databaseHooks: { user: { create: { before: async () => {} } } } } : {}),
      });
      const answers = await Promise.all(FIFTY.map(() => browser("alice").signUp()));
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 422)).toHaveLength(49);
      for (const table of ["user", "account", "session"]) expect(rows(`select * from ${table}`), table).toHaveLength(1);
    },
  );

  it("an adapter of others, which only knows create, makes one user too", async () => {
    const rows: Record<string, Record<string, unknown>[]> = {};
    const adapter = memoryAdapter(rows as never);
    const { browser } = await makeAuth({
      database: (options) => {
        const { createIfAbsent: _ours, ...others } = adapter(options);
        return others;
      },
    });
    const statuses = (await Promise.all(FIFTY.map(() => browser("alice").signUp()))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 422)).toHaveLength(49);
    expect(rows.user).toHaveLength(1);
  });

  it("fifty sign-outs of one session end it once, and all succeed", async () => {
    let revoked = 0;
    const plugin = { id: "count", events: [{ types: ["session.revoked" as const], handle: () => void revoked++ }] };
    const { browser, rows } = await makeAuth({ plugins: [plugin] });
    const alice = browser();
    await alice.signUp();
    const twins = FIFTY.map(() => Object.assign(browser(), { jar: new Map(alice.jar) }));
    const answers = await Promise.all(twins.map((twin) => twin.post("/sign-out")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(revoked).toBe(1);
    expect(rows("select * from session")).toEqual([]);
  });

  it("a hundred requests against a limit of three let three through", async () => {
    const { browser } = await makeAuth({ rateLimit: { enabled: true } });
    const tries = Array.from({ length: 100 }, () => browser("x").signIn({ email: "nobody@example.com" }));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 429)).toHaveLength(3);
  });

  describe.each([
    [databaseName, () => ({})],
    ["the memory adapter", () => ({ database: memoryAdapter({}) })],
  ])("a session that is due, on %s", (_name, place) => {
    /** Somebody whose session was last extended more than `updateAge` ago, fifty times over. */
    async function due() {
      const { browser, auth } = await makeAuth(place());
      const alice = browser();
      await alice.signUp();
      const { adapter } = await auth.$context;
      const hour = new Date(Date.now() + 3_600_000);
      await adapter.updateMany({ model: "session", where: [], update: { expiresAt: hour } });
      const twins = FIFTY.map(() => Object.assign(browser(), { jar: new Map(alice.jar) }));
      return { alice, twins, sessions: () => adapter.findMany<{ expiresAt: Date }>({ model: "session" }), hour };
    }

    it("is extended by fifty reads at once, and nobody is signed out", async () => {
      const { twins, sessions, hour } = await due();
      const answers = await Promise.all(twins.map((twin) => twin.get("/get-session")));
      for (const { status, body } of answers) {
        expect(status).toBe(200);
        expect(body?.user.email).toBe("alice@example.com");
      }
      const rows = await sessions();
      expect(rows).toHaveLength(1);
      expect(rows[0]?.expiresAt.getTime()).toBeGreaterThan(hour.getTime() + 5 * 86_400_000);
    });

    it("stays ended when it is ended among fifty reads", async () => {
      const { alice, twins, sessions } = await due();
      const reads = twins.map((twin) => twin.get("/get-session"));
      const ending = alice.post("/sign-out");
      const answers = await Promise.all([...reads, ending]);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await sessions()).toEqual([]);
      expect(await twins[0]?.session()).toBeNull();
    });
  });
});
