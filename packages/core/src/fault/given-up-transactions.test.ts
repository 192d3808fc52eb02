import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { betterAuth } from "../auth";
import { Browser } from "../test-support/browser";
import { type FaultyServer, faultyServers, type Layer, type SideConnection } from "../test-support/faulty-server";
import { cheapPasswords, ORIGIN, PASSWORD, SECRET } from "../test-support/instance";
import type { BetterAuthOptions } from "../types";

// Real deadlocks: the change of a password holds the account's row and waits for the session's, and another connection
// does it the other way round. The database gives ours up.

const layers: readonly Layer[] = ["pool", "Kysely", "Drizzle"];
/** InnoDB shows what was 100 ms ago, and the same again to whoever asks more often. */
const WAITING = { timeout: 5000, interval: 150 };
const NEW_PASSWORD = "better horse 2";

describe.each(Object.entries(faultyServers))("a transaction that %s gives up", (name, openServer) => {
  const isMysql = name === "MySQL";
  const userId = isMysql ? "`userId`" : '"userId"';
  /** PostgreSQL gives up whoever first finds that it waits in a circle. */
  const patient = isMysql ? {} : { options: "-c deadlock_timeout=700" };

  describe.skipIf(openServer === null).each(layers)("over %s", { timeout: 30_000 }, (layer) => {
    let server: FaultyServer;
    beforeAll(async () => {
      server = await (openServer as NonNullable<typeof openServer>)({ rateLimit: { storage: "database" } });
      // MySQL gives up whoever has written less.
      if (isMysql) await server.query("create table weight (n int)");
    }, 30_000);
    afterAll(() => server?.close());

    const sides: SideConnection[] = [];
    afterEach(async () => {
      for (const side of sides.splice(0)) {
        await side.query("rollback");
        side.release();
      }
    });
    async function openSide(): Promise<SideConnection> {
      const side = await server.side();
      sides.push(side);
      await side.query("begin");
      if (!isMysql) await side.query("set local deadlock_timeout = '20s'");
      return side;
    }

    /** Waits until somebody waits for this connection. */
    async function untilSomebodyWaits(side: SideConnection): Promise<void> {
      const waiting = isMysql
        ? "select count(*) as n from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id where t.trx_state = 'LOCK WAIT' and p.db = database()"
        : "select count(*) as n from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))";
      await new Promise((resolve) => setTimeout(resolve, WAITING.interval));
      await expect.poll(async () => Number((await side.query(waiting))[0]?.n), WAITING).toBeGreaterThan(0);
    }

    async function signedIn(who: string, more: Partial<BetterAuthOptions> = {}, settings: object = patient) {
      const auth = betterAuth({
        baseURL: ORIGIN,
        secret: SECRET,
        database: await server.open(layer, settings as never),
        emailAndPassword: { enabled: true, password: cheapPasswords },
        logger: { disabled: true },
        rateLimit: { enabled: false },
        ...more,
      });
      const browser = new Browser(auth, who);
      const { body } = await browser.signUp();
      return { auth, browser, id: body.user.id as string };
    }

    const change = (browser: Browser) =>
      browser.post("/change-password", {
        currentPassword: PASSWORD,
        newPassword: NEW_PASSWORD,
        revokeOtherSessions: true,
      });

    async function deadlock(browser: Browser, id: string) {
      const [account] = await server.query(`select id from account where ${userId} = '${id}'`);
      const side = await openSide();
      if (isMysql) await side.query(`insert into weight values ${Array(200).fill("(1)").join()}`);
      await side.query(`select id from session where ${userId} = '${id}' for update`);
      const changing = change(browser);
      await untilSomebodyWaits(side);
      await side.query(`update account set scope = 'x' where id = '${account?.id}'`);
      await side.query("commit");
      return changing;
    }

    it("by a deadlock is run again: nothing of it was done before", async () => {
      const { browser, id } = await signedIn("deadlock");
      expect(await deadlock(browser, id)).toMatchObject({ status: 200, body: { user: { id } } });
      expect((await browser.signIn({ password: NEW_PASSWORD })).status).toBe(200);
      expect((await browser.signIn()).status).toBe(401);
    });

    it("is not run again when code of the application ran in it: the client may try again", async () => {
      let calls = 0;
      const before = async () => {
        calls++;
      };
      const { browser, id } = await signedIn("hooked", { databaseHooks: { account: { update: { before } } } });
      const answer = await deadlock(browser, id);
      expect(answer).toMatchObject({ status: 503, body: { code: "DATABASE_BUSY" }, cookies: [] });
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(calls).toBe(1);
      // As it was.
      expect((await browser.signIn()).status).toBe(200);
    });

    // MySQL makes those who would see it wait, so there it is a deadlock, too.
    if (isMysql) return;
    it("because it saw what another one changed is run once more, and so is a statement", async () => {
      const serializable = { options: "-c default_transaction_isolation=serializable" };
      const { auth, browser, id } = await signedIn("serial", { rateLimit: { storage: "database" } }, serializable);
      const side = await openSide();
      await side.query(`update account set scope = 'x' where ${userId} = '${id}'`);
      const changing = change(browser);
      await untilSomebodyWaits(side);
      await side.query("commit");
      expect((await changing).status).toBe(200);

      const { adapter } = await auth.$context;
      await adapter.create({ model: "rateLimit", data: { key: "k", count: 1, lastRequest: 1 } });
      const other = await openSide();
      await other.query(`update "rateLimit" set count = 10 where key = 'k'`);
      const where = [{ field: "key", value: "k" }];
      const counting = adapter.incrementOne<{ count: number }>({ model: "rateLimit", where, increment: { count: 1 } });
      await untilSomebodyWaits(other);
      await other.query("commit");
      expect((await counting)?.count).toBe(11);
    });
  });
});
