// Every statement of the core's flows finds its rows by an index, also where a table has many.
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { cheapPasswords, ORIGIN, PASSWORD, SECRET } from "../../test-support/instance";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { BetterAuthOptions, DatabaseOption, Row } from "../../types";
import { getMigrations } from "./migrations";

/** Statements that read a whole table on purpose. */
const OF_ALL_ROWS = [
  /^select count\(\*\) from "user"$/,
  // Counters that are over, once a minute: see the indexes of the core.
  /^delete from "rateLimit" where "lastRequest" < (\?|\$1)$/,
];

const isAuthStatement = (sql: string) =>
  /^(select|insert|update|delete)/i.test(sql) && !/pg_|information_schema|sqlite_/.test(sql);

/** Runs every flow of the core that reads or changes rows. Gives its statements, each once. */
async function statementsOfFlows(database: DatabaseOption, heard: string[]): Promise<string[]> {
  const mails: string[] = [];
  const keep = async ({ url }: { url: string }) => void mails.push(url);
  const background: Promise<unknown>[] = [];
  const options: BetterAuthOptions = {
    baseURL: ORIGIN,
    secret: SECRET,
    database,
    logger: { disabled: true },
    rateLimit: { enabled: true, storage: "database", window: 1, max: 1000 },
    emailAndPassword: { enabled: true, password: cheapPasswords, sendResetPassword: keep },
    emailVerification: { sendVerificationEmail: keep },
    user: { changeEmail: { enabled: true }, deleteUser: { enabled: true } },
    advanced: { backgroundTasks: { handler: (work) => void background.push(work) } },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const { internalAdapter, adapter } = await auth.$context;
  heard.length = 0;

  const alice = new Browser(auth, "alice");
  const other = new Browser(auth, "alice");
  await alice.signUp();
  await alice.signUp();
  await other.signIn();
  await other.signIn({ password: "wrong password" });
  await alice.session();
  for (const path of ["/list-sessions", "/list-accounts"]) await alice.get(path);
  const userId = (await alice.session()).user.id as string;
  await alice.post("/update-user", { name: "Alice" });
  await alice.post("/change-password", { currentPassword: PASSWORD, newPassword: PASSWORD, revokeOtherSessions: true });
  await alice.post("/request-password-reset", { email: alice.email, redirectTo: "/" });
  const token = new URL(mails.at(-1) ?? "", ORIGIN).pathname.split("/").at(-1);
  await alice.post("/reset-password", { token, newPassword: PASSWORD });
  await alice.signIn();
  await alice.post("/send-verification-email", { email: alice.email });
  await alice.get(mails.at(-1) ?? "/ok");
  await other.signIn();
  await alice.post("/revoke-other-sessions");
  await alice.post("/revoke-sessions");
  await alice.signIn();
  await alice.post("/sign-out");
  await alice.signIn();

  // What plugins and providers ask for.
  const key = { providerId: "github", accountId: "1" };
  await internalAdapter.createAccount({ userId, ...key });
  await internalAdapter.findAccountByKey(key);
  await internalAdapter.findAccountOwnerByKey(key);
  await internalAdapter.findUserByEmail(alice.email, { includeAccounts: true });
  await internalAdapter.createVerificationValue({ identifier: "a", value: "b", expiresAt: new Date(0) });
  await internalAdapter.findVerificationValue("a");
  await internalAdapter.updateVerificationByIdentifier("a", { value: "c" });
  await internalAdapter.consumeVerificationValue("a");
  await adapter.deleteMany({
    model: "verification",
    where: [{ field: "expiresAt", operator: "lt", value: new Date() }],
  });
  await alice.post("/delete-user", { password: PASSWORD });
  await Promise.all(background);
  return [...new Set(heard.filter(isAuthStatement))].filter((sql) => !OF_ALL_ROWS.some((known) => known.test(sql)));
}

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0)) await close();
});

describe("statements of the core", () => {
  it("scan no table on SQLite", async () => {
    const heard: string[] = [];
    const database = new Database(":memory:", { verbose: (sql) => heard.push(String(sql)) });
    // Statements are heard with their values in them; the adapter prepares them without.
    const prepared: string[] = [];
    const prepare = database.prepare.bind(database);
    database.prepare = ((sql: string) => {
      prepared.push(sql);
      return prepare(sql);
    }) as typeof database.prepare;
    const statements = await statementsOfFlows(database, prepared);
    expect(statements.length).toBeGreaterThan(25);
    const scans = statements.flatMap((sql) => {
      const slots = sql.match(/\?/g)?.length ?? 0;
      const plan = prepare(`explain query plan ${sql}`).all(Array.from({ length: slots }, () => null)) as Row[];
      const details = plan.map(({ detail }) => String(detail));
      // The rows of a list are found by an index, and then read from where they were put.
      const isList = (name: string) =>
        details.includes(`CO-ROUTINE ${name}`) && details.some((line) => line.startsWith(`SEARCH ${name} USING`));
      return details
        .filter((line) => /^SCAN (?!CONSTANT|json_each)/.test(line) && !isList(line.split(" ")[1] as string))
        .map((line) => `${line}: ${sql}`);
    });
    expect(scans).toEqual([]);
  });

  it.skipIf(postgresUrl === undefined)("scan no filled table on PostgreSQL", async () => {
    const heard: string[] = [];
    type Query = (query: string | { text: string }, ...rest: unknown[]) => Promise<{ rows: Row[] }>;
    const { pool, close } = await openPostgres((client) => {
      const own = client as { query: Query };
      const query = own.query.bind(own);
      own.query = (asked, ...rest) => {
        heard.push(typeof asked === "string" ? asked : asked.text);
        return query(asked, ...rest);
      };
    });
    closers.push(close);
    const statements = await statementsOfFlows(pool, heard);
    expect(statements.length).toBeGreaterThan(25);

    const client = (await pool.connect()) as { query: Query; release(): void };
    try {
      const at = "now() + n * interval '1 second'";
      const fill = (table: string, columns: string, values: string) =>
        client.query(`insert into "${table}" (${columns}) select ${values} from generate_series(1, 5000) n`);
      await fill("user", `id, name, email, "emailVerified"`, `'u' || n, 'n', n || '@example.com', false`);
      await fill(
        "session",
        `id, token, "userId", "expiresAt", "updatedAt"`,
        `'s' || n, 't' || n, 'u' || n, ${at}, now()`,
      );
      await fill(
        "account",
        `id, "userId", "providerId", "accountId", "updatedAt"`,
        `'a' || n, 'u' || n, 'github', n, now()`,
      );
      await fill("verification", `id, identifier, value, "expiresAt"`, `'v' || n, 'i' || n, 'x', ${at}`);
      await fill("rateLimit", `id, key, count, "lastRequest"`, `'r' || n, 'k' || n, 1, n`);
      await client.query("analyze");
      await client.query("set plan_cache_mode = force_generic_plan");
      const scans: string[] = [];
      for (const [index, sql] of statements.entries()) {
        const slots = new Set(sql.match(/\$\d+/g)).size;
        const values = slots === 0 ? "" : `(${Array.from({ length: slots }, () => "null").join(", ")})`;
        await client.query(`prepare look_${index} as ${sql}`);
        const { rows } = await client.query(`explain execute look_${index}${values}`);
        for (const row of rows) {
          const line = String(row["QUERY PLAN"]);
          if (line.includes("Seq Scan on")) scans.push(`${line.trim()}: ${sql}`);
        }
      }
      expect(scans).toEqual([]);
    } finally {
      client.release();
    }
  });
});
