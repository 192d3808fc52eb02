import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { betterAuth } from "../auth";
import { Browser } from "../test-support/browser";
import { type FaultyServer, faultyServers, type Layer, type PoolSettings } from "../test-support/faulty-server";
import { cheapPasswords, ORIGIN, PASSWORD, SECRET } from "../test-support/instance";
import { listenToLog } from "../test-support/log-lines";
import type { BetterAuthOptions, DatabaseOption } from "../types";

const layers: readonly Layer[] = ["pool", "Kysely", "Drizzle"];
const schema: BetterAuthOptions = {
  user: { additionalFields: { seats: { type: "number", required: false }, code: { type: "string", required: false } } },
};

describe.each(Object.entries(faultyServers))("%s", (name, openServer) => {
  const isMysql = name === "MySQL";
  const q = (text: string) => (isMysql ? `\`${text}\`` : `"${text}"`);
  const BUSY = { status: 503, body: { code: "DATABASE_BUSY" }, cookies: [] };

  describe.skipIf(openServer === null).each(layers)("over %s", { timeout: 20_000 }, (layer) => {
    let server: FaultyServer;
    beforeAll(async () => {
      server = await (openServer as NonNullable<typeof openServer>)(schema);
    }, 30_000);
    afterAll(() => server?.close());
    let log = listenToLog();
    beforeEach(() => {
      log = listenToLog();
    });

    const over = (database: DatabaseOption) =>
      betterAuth({
        ...schema,
        baseURL: ORIGIN,
        secret: SECRET,
        database,
        emailAndPassword: { enabled: true, password: cheapPasswords },
        logger: log.logger,
        rateLimit: { enabled: false },
      });
    const browse = async (who: string, settings?: PoolSettings) =>
      new Browser(over(await server.open(layer, settings)), who);
    const countUsers = async (email: string) =>
      (await server.query(`select id from ${q("user")} where email = '${email}'`)).length;

    it("does not answer in time: the statement is given up, and nothing is written", async () => {
      const holder = await server.side();
      await holder.query(isMysql ? "lock tables account write" : "begin");
      if (!isMysql) await holder.query("lock table account");
      const init = "set session max_statement_time = 0.2";
      const browser = await browse("slow", isMysql ? { init } : { options: "-c statement_timeout=200" });
      expect(await browser.signUp()).toMatchObject(BUSY);
      expect(log.text()).toMatch(/did not answer in time.*(statement timeout|max_statement_time)/);
      await holder.query(isMysql ? "unlock tables" : "rollback");
      holder.release();
      expect(await countUsers(browser.email)).toBe(0);
      expect((await browser.signUp()).status).toBe(200);
    });

    it("has a user who may only read: sessions are read, and a sign-in says so", async () => {
      const writer = await browse("reader");
      await writer.signUp();
      const init = "set session transaction read only";
      const settings = isMysql ? { init } : { options: "-c default_transaction_read_only=on" };
      const reader = new Browser(over(await server.open(layer, settings)), "reader");
      for (const [cookie, value] of writer.jar) reader.jar.set(cookie, value);
      expect((await reader.session()).user.email).toBe(writer.email);
      const answer = await reader.signIn();
      expect(answer).toMatchObject({ status: 503, body: { code: "DATABASE_READ_ONLY" }, cookies: [] });
      expect(log.text()).toMatch(/does not let this connection do it: .*read.only/i);
    });

    it("has a column that is too short: the client is told, by the field where the server names it", async () => {
      const changed = isMysql ? "modify code varchar(5)" : "alter column code type varchar(5)";
      await server.query(`alter table ${q("user")} ${changed}`);
      const browser = await browse("long");
      const answer = await browser.signUp({ code: "secret-code" });
      expect(answer).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
      if (isMysql) expect(answer.body.message).toMatch(/^\[body\.code\] /);
      expect(await countUsers(browser.email)).toBe(0);
      expect((await browser.signUp()).status).toBe(200);
      expect(await browser.post("/update-user", { code: "secret-code" })).toMatchObject({
        status: 400,
        body: { code: "VALIDATION_ERROR" },
      });
      expect(log.text()).not.toContain("secret-code");
    });

    it("has a column that is too small for a number", async () => {
      const browser = await browse("number");
      expect(await browser.signUp({ seats: 3_000_000_001 })).toMatchObject({
        status: 400,
        body: { code: "VALIDATION_ERROR" },
      });
      expect(await countUsers(browser.email)).toBe(0);
      expect(log.text()).not.toContain("3000000001");
    });

    it("refuses a taken value without the log telling which", async () => {
      const key = isMysql ? "add unique index code_taken (code)" : "add constraint code_taken unique (code)";
      await server.query(`alter table ${q("user")} ${key}`);
      await (await browse("first")).signUp({ code: "taken" });
      const browser = await browse("second");
      expect(await browser.signUp({ code: "taken" })).toMatchObject({
        status: 422,
        body: { code: "FAILED_TO_CREATE_USER" },
      });
      expect(log.text()).toContain("code_taken");
      for (const secret of ["'taken'", "(taken)", browser.email, PASSWORD, "plain:"])
        expect(log.text()).not.toContain(secret);
    });

    it("lacks a column, then a table: the log says which and the mend, the client that it is not its fault", async () => {
      const browser = await browse("lacking");
      await browser.signUp();
      const answer = { status: 500, body: { code: "DATABASE_SCHEMA_OUT_OF_DATE" }, cookies: [] };
      await server.query(`alter table session drop column ${q("ipAddress")}`);
      expect(await browser.signIn()).toMatchObject(answer);
      expect(log.text()).toMatch(/does not have everything that the configuration asks for.*ipAddress.*cli migrate/s);
      await server.query("drop table session");
      const again = await browse("lacking");
      expect(await again.signIn()).toMatchObject(answer);
      expect(log.text()).toMatch(/session["']? (does not|doesn't) exist/);
      expect(log.text()).not.toContain(PASSWORD);
    });
  });

  describe.skipIf(openServer === null)("with every connection taken", { timeout: 20_000 }, () => {
    it("says so at once or after the pool's own time, and goes on when one is free", async () => {
      const server = await (openServer as NonNullable<typeof openServer>)();
      const settings = isMysql
        ? { connectionLimit: 1, waitForConnections: false }
        : { max: 1, connectionTimeoutMillis: 200 };
      const pool = await server.pool(settings);
      const taken = await (isMysql
        ? (pool as unknown as { getConnection(): Promise<{ release(): void }> }).getConnection()
        : (pool as unknown as { connect(): Promise<{ release(): void }> }).connect());
      const log = listenToLog();
      const auth = betterAuth({
        baseURL: ORIGIN,
        secret: SECRET,
        database: pool,
        emailAndPassword: { enabled: true, password: cheapPasswords },
        logger: log.logger,
        rateLimit: { enabled: false },
      });
      const browser = new Browser(auth, "taken");
      const answer = await browser.signUp();
      expect(answer).toMatchObject(BUSY);
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(log.text()).toContain("had no free connection");
      taken.release();
      expect((await browser.signUp()).status).toBe(200);
      await server.close();
    });
  });
});
