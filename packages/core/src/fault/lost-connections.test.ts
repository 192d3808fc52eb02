import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { betterAuth } from "../auth";
import { Browser } from "../test-support/browser";
import { type FaultyServer, faultyServers, type Layer } from "../test-support/faulty-server";
import { cheapPasswords, ORIGIN, PASSWORD, SECRET } from "../test-support/instance";
import { listenToLog } from "../test-support/log-lines";
import type { BetterAuthOptions, DatabaseOption } from "../types";

// An "error" event that nobody listens to fails the run: so does what would end the process of an application.

const layers: readonly Layer[] = ["pool", "Kysely", "Drizzle"];
const UNAVAILABLE = { status: 503, body: { code: "DATABASE_UNAVAILABLE" }, cookies: [] };

const tick = (milliseconds = 50) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each(Object.entries(faultyServers))("a connection to %s", (_name, openServer) => {
  describe.skipIf(openServer === null).each(layers)("over %s", { timeout: 20_000 }, (layer) => {
    let server: FaultyServer;
    beforeAll(async () => {
      server = await (openServer as NonNullable<typeof openServer>)();
    }, 30_000);
    afterAll(() => server?.close());

    let log = listenToLog();
    afterEach(() => {
      // Whatever happened: no password, hash, address, token of a session or password of the server.
      const text = log.text();
      for (const secret of [PASSWORD, "@example.com", "plain:", SECRET]) expect(text).not.toContain(secret);
      log = listenToLog();
    });

    const over = (database: DatabaseOption, more: Partial<BetterAuthOptions> = {}) =>
      betterAuth({
        baseURL: ORIGIN,
        secret: SECRET,
        database,
        emailAndPassword: { enabled: true, password: cheapPasswords },
        logger: log.logger,
        rateLimit: { enabled: false },
        ...more,
      });
    /** On a pool of its own, so that each statement is sent as text. */
    const start = async (more: Partial<BetterAuthOptions> = {}) => over(await server.open(layer), more);

    const quote = (name: string) => (_name === "MySQL" ? `\`${name}\`` : `"${name}"`);
    async function rowsOf(browser: Browser) {
      const [user] = await server.query(`select id from ${quote("user")} where email = '${browser.email}'`);
      if (user === undefined) return { users: 0, accounts: 0, sessions: 0 };
      const count = async (table: string) => {
        const sql = `select count(*) as n from ${table} where ${quote("userId")} = '${user.id}'`;
        return Number((await server.query(sql))[0]?.n);
      };
      return { users: 1, accounts: await count("account"), sessions: await count("session") };
    }
    const NOTHING = { users: 0, accounts: 0, sessions: 0 };
    const EVERYTHING = { users: 1, accounts: 1, sessions: 1 };

    it("that nobody takes at the start is said by the first request; a later one finds the server", async () => {
      await server.network.goDown();
      const browser = new Browser(await start(), "early");
      const answer = await browser.signUp();
      expect(answer).toMatchObject(UNAVAILABLE);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(log.text()).toMatch(/POST \/sign-up\/email failed\..*The database cannot be reached or used: .*ECONN/);
      await server.network.comeBack();
      expect((await browser.signUp()).status).toBe(200);
      expect(await rowsOf(browser)).toEqual(EVERYTHING);
    });

    it("that breaks between two writes leaves nothing, and the next sign-up does all", async () => {
      const browser = new Browser(await start(), "between");
      const cut = server.network.failAt("credential");
      expect(await browser.signUp()).toMatchObject(UNAVAILABLE);
      await cut;
      expect(await rowsOf(browser)).toEqual(NOTHING);
      expect((await browser.signUp()).status).toBe(200);
      expect(await rowsOf(browser)).toEqual(EVERYTHING);
    });

    it("that breaks before the commit arrives leaves nothing", async () => {
      const browser = new Browser(await start(), "commit");
      const cut = server.network.failAt("commit");
      expect(await browser.signUp()).toMatchObject(UNAVAILABLE);
      await cut;
      await tick();
      expect(await rowsOf(browser)).toEqual(NOTHING);
      expect((await browser.signUp()).status).toBe(200);
    });

    it("that loses the answer to a commit is told as a failure and never tried again: the user is there once", async () => {
      let hooks = 0;
      const databaseHooks = {
        user: {
          create: {
            before: async () => {
              hooks++;
            },
          },
        },
      };
      const browser = new Browser(await start({ databaseHooks }), "answer");
      const cut = server.network.failAfter("commit");
      expect(await browser.signUp()).toMatchObject(UNAVAILABLE);
      await cut;
      expect(await rowsOf(browser)).toEqual(EVERYTHING);
      expect(hooks).toBe(1);
      expect((await browser.signIn()).status).toBe(200);
    });

    it("that breaks while a hook runs in the transaction ends the request, not the process", async () => {
      let isFirst = true;
      const before = async () => {
        if (!isFirst) return;
        isFirst = false;
        server.network.cutAll();
        await tick(100);
      };
      const browser = new Browser(await start({ databaseHooks: { account: { create: { before } } } }), "hook");
      expect(await browser.signUp()).toMatchObject(UNAVAILABLE);
      expect(await rowsOf(browser)).toEqual(NOTHING);
      expect((await browser.signUp()).status).toBe(200);
    });

    it("that breaks while it is idle in the pool is replaced", async () => {
      const browser = new Browser(await start(), "idle");
      expect((await browser.signUp()).status).toBe(200);
      server.network.cutAll();
      await tick();
      expect((await browser.session()).user.email).toBe(browser.email);
    });

    it("that breaks under many readers signs nobody out, and heals", async () => {
      const auth = await start();
      const browser = new Browser(auth, "many");
      await browser.signUp();
      const read = () => Promise.all(Array.from({ length: 30 }, () => browser.get("/get-session")));
      const reading = read();
      await tick(1);
      await server.network.goDown();
      for (const answer of [...(await reading), ...(await read())]) {
        expect([200, 503]).toContain(answer.status);
        if (answer.status === 200) expect(answer.body.user.email).toBe(browser.email);
        // The cookie stays.
        expect(answer.cookies).toEqual([]);
      }
      await expect(auth.api.getSession({ headers: browser.headers() })).rejects.toMatchObject({
        name: "DatabaseFaultError",
        code: "DATABASE_UNAVAILABLE",
      });
      await server.network.comeBack();
      expect((await browser.session()).user.email).toBe(browser.email);
      for (const answer of await read()) expect(answer.status).toBe(200);
    });
  });
});
