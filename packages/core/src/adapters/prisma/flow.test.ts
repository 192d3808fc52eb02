import { afterEach, describe, expect, it } from "vitest";
import { betterAuth } from "../../auth";
import { Browser } from "../../test-support/browser";
import { cheapPasswords, ORIGIN, SECRET } from "../../test-support/instance";
import { mysqlUrl } from "../../test-support/mysql";
import { PERSON, signUpOutAndIn } from "../../test-support/person-story";
import { postgresUrl } from "../../test-support/postgres";
import { openPrisma, type TestProvider } from "../../test-support/prisma/databases";
import type { BetterAuthOptions } from "../../types";
import { type PrismaConfig, prismaAdapter } from "./prisma-adapter";

const options: BetterAuthOptions = {
  baseURL: ORIGIN,
  secret: SECRET,
  emailAndPassword: { enabled: true, password: cheapPasswords },
  logger: { disabled: true },
};

const providers: readonly [TestProvider, boolean][] = [
  ["sqlite", true],
  ["postgresql", postgresUrl !== undefined],
  ["mysql", mysqlUrl !== undefined],
];

/**
 * Sign-up, the session with its user (a read of Prisma's is a statement a model), sign-out, sign-in. Prisma has no INSERT
 * that asks for another row, so the account is held by a write until the session is there.
 */
const RETURNING = ["INSERT INSERT INSERT COMMIT", "SELECT SELECT", "DELETE", "SELECT SELECT UPDATE INSERT COMMIT"];
const statementsOf: Readonly<Record<TestProvider, readonly string[]>> = {
  sqlite: RETURNING,
  postgresql: RETURNING,
  // A new row is read in the same transaction. Before a deletion or a change its text is compared byte by byte.
  mysql: [
    "INSERT SELECT INSERT SELECT INSERT SELECT COMMIT",
    "SELECT SELECT",
    "SELECT DELETE",
    "SELECT SELECT SELECT SELECT UPDATE INSERT SELECT COMMIT",
  ],
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(provider: TestProvider, more: BetterAuthOptions = {}, config: Partial<PrismaConfig> = {}) {
  const all = { ...options, ...more };
  const database = await openPrisma(provider, all, config);
  closers.push(database.close);
  const auth = betterAuth({
    ...all,
    database: prismaAdapter(database.client, { transaction: true, ...config, provider }),
  });
  return { ...database, browser: new Browser(auth, "alice") };
}

for (const [provider, isThere] of providers) {
  describe.skipIf(!isThere)(`a person over Prisma on ${provider}`, () => {
    it.each([true, false])(
      "signs up, in and out (transactions: %s)",
      async (transaction) => {
        const { browser } = await open(
          provider,
          { rateLimit: { enabled: true, storage: "database" } },
          { usePlural: true, transaction },
        );
        await signUpOutAndIn(browser);
      },
      30_000,
    );

    it("takes few statements", async () => {
      const { browser, statements } = await open(provider);
      const said = async (method: "GET" | "POST", path: string, body?: object) => {
        statements.length = 0;
        expect((await browser.send(method, path, body)).status).toBe(200);
        return statements
          .map((statement) => /^[a-z]+|COMMIT/i.exec(statement.replace(/^-- Implicit "/, ""))?.[0])
          .join(" ");
      };
      expect([
        await said("POST", "/sign-up/email", { ...PERSON, name: "Alice" }),
        await said("GET", "/get-session"),
        await said("POST", "/sign-out", {}),
        await said("POST", "/sign-in/email", PERSON),
      ]).toEqual(statementsOf[provider]);
    }, 30_000);

    it("may be the person of an extended client", async () => {
      const { client } = await open(provider);
      const asked: string[] = [];
      const extended = client.$extends({
        query: {
          $allModels: {
            $allOperations({
              operation,
              args,
              query,
            }: {
              operation: string;
              args: unknown;
              query: (args: unknown) => unknown;
            }) {
              asked.push(operation);
              return query(args);
            },
          },
        },
      });
      const auth = betterAuth({ ...options, database: prismaAdapter(extended, { provider, transaction: true }) });
      const browser = new Browser(auth, "alice");
      expect((await browser.send("POST", "/sign-up/email", { ...PERSON, name: "Alice" })).status).toBe(200);
      expect(asked.filter((operation) => operation.startsWith("create"))).toHaveLength(3);
    }, 30_000);
  });
}
