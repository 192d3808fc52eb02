import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { cheapPasswords, makeAuth, PASSWORD } from "../test-support/instance";
import { makeMailbox } from "../test-support/mailbox";
import { delayed, memoryStorage } from "../test-support/memory-storage";
import { FIFTY, RACE, raceDatabase } from "../test-support/races";
import { databaseName, isOnServer } from "../test-support/test-database";
import type { BetterAuthOptions } from "../types";

type Place = {
  file?: string;
  database?: NonNullable<BetterAuthOptions["database"]>;
  secondaryStorage?: NonNullable<BetterAuthOptions["secondaryStorage"]>;
};
type OpenPlace = [string, () => Place];
const DATABASES: OpenPlace[] = [
  [databaseName, raceDatabase],
  [
    `${databaseName}, with sessions and secrets in a secondary storage`,
    () => ({ ...raceDatabase(), secondaryStorage: delayed(memoryStorage()) }),
  ],
];
const IN_MEMORY: OpenPlace[] = [
  ["the memory adapter", () => ({ database: memoryAdapter({}) })],
  [
    "an adapter of others, which knows no consumeMany",
    () => {
      const adapter = memoryAdapter({});
      return {
        database: (options) => {
          const { consumeMany: _ours, ...others } = adapter(options);
          return others;
        },
      };
    },
  ],
];

async function setUp(place: Place, { mailsLink }: { mailsLink: boolean } = { mailsLink: true }) {
  const { send, last } = makeMailbox();
  const told: string[] = [];
  const made = await makeAuth({
    ...place,
    emailAndPassword: {
      enabled: true,
      password: cheapPasswords,
      sendResetPassword: send("reset"),
      onPasswordReset: async () => void told.push("reset"),
    },
    user: {
      deleteUser: {
        enabled: true,
        ...(mailsLink ? { sendDeleteAccountVerification: send("delete") } : {}),
        afterDelete: async () => void told.push("deleted"),
      },
    },
  });
  const { adapter } = await made.auth.$context;
  const alice = made.browser("alice");
  const { body } = await alice.signUp();
  /** Fifty browsers with her cookies. */
  const twins = () => FIFTY.map(() => Object.assign(made.browser("alice"), { jar: new Map(alice.jar) }));
  return { ...made, adapter, alice, last, told, twins, userId: body.user.id as string };
}

const count = <T>(list: readonly T[], wanted: T) => list.filter((one) => one === wanted).length;

describe.each(isOnServer ? DATABASES : [...DATABASES, ...IN_MEMORY])("fifty at once, on %s,", RACE, (_name, place) => {
  it("resets with one token: one of them sets the password", async () => {
    const { adapter, alice, browser, last, told } = await setUp(place());
    await alice.post("/request-password-reset", { email: "alice@example.com" });
    const { token } = last();
    const answers = await Promise.all(
      FIFTY.map((index) => browser("x").post("/reset-password", { token, newPassword: `better horse ${index}` })),
    );
    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 200), count(statuses, 400)]).toEqual([1, 49]);
    expect(told).toEqual(["reset"]);
    const [account] = await adapter.findMany<{ password: string }>({ model: "account" });
    expect(account?.password).toBe(`plain:better horse ${statuses.indexOf(200)}`);
  });

  it("resets with tokens of their own, from before any of them: one sets the password", async () => {
    const { alice, auth, browser, told, userId } = await setUp(place());
    const { internalAdapter } = await auth.$context;
    // All of one moment, before the password that the first of them sets.
    const createdAt = new Date(Date.now() + 50);
    for (const index of FIFTY) {
      const identifier = `reset-password:token-${index}`;
      const expiresAt = new Date(Date.now() + 60_000);
      await internalAdapter.createVerificationValue({ identifier, value: userId, expiresAt, createdAt });
    }
    while (Date.now() <= createdAt.getTime()) await new Promise((resolve) => setTimeout(resolve, 5));
    const answers = await Promise.all(
      FIFTY.map((index) =>
        browser("x").post("/reset-password", { token: `token-${index}`, newPassword: `better horse ${index}` }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 200), count(statuses, 400)]).toEqual([1, 49]);
    expect(told).toEqual(["reset"]);
    expect((await alice.signIn({ password: `better horse ${statuses.indexOf(200)}` })).status).toBe(200);
  });

  it("resets of a user without a password, with tokens of their own: one account is made", async () => {
    const { adapter, auth, browser, userId } = await setUp(place());
    await adapter.deleteMany({ model: "account", where: [] });
    const { internalAdapter } = await auth.$context;
    for (const index of FIFTY) {
      const identifier = `reset-password:token-${index}`;
      await internalAdapter.createVerificationValue({
        identifier,
        value: userId,
        expiresAt: new Date(Date.now() + 60_000),
        createdAt: new Date(Date.now() - 1000),
      });
    }
    const answers = await Promise.all(
      FIFTY.map((index) =>
        browser("x").post("/reset-password", { token: `token-${index}`, newPassword: `better horse ${index}` }),
      ),
    );
    expect(
      count(
        answers.map(({ status }) => status),
        200,
      ),
    ).toBe(1);
    expect(await adapter.count({ model: "account" })).toBe(1);
  });

  it("visits of one deletion link: one deletes, and tells once", async () => {
    const { adapter, alice, last, told, twins } = await setUp(place());
    await alice.post("/delete-user", {});
    const { url } = last();
    const answers = await Promise.all(twins().map((twin) => twin.get(url)));
    const statuses = answers.map(({ status }) => status);
    expect([count(statuses, 302), count(statuses, 404)]).toEqual([1, 49]);
    expect(told).toEqual(["deleted"]);
    expect(await adapter.count({ model: "user" })).toBe(0);
  });

  it("spends of one deletion link by its owner, while somebody else tries, are one", async () => {
    const { adapter, alice, browser, last, twins } = await setUp(place());
    const bob = browser("bob");
    await bob.signUp();
    await alice.post("/delete-user", {});
    const { token } = last();
    const answers = await Promise.all(
      twins().flatMap((twin) => [bob.post("/delete-user", { token }), twin.post("/delete-user", { token })]),
    );
    expect(
      count(
        answers.map(({ status }) => status),
        200,
      ),
    ).toBe(1);
    const [left] = await adapter.findMany<{ email: string }>({ model: "user" });
    expect(left?.email).toBe("bob@example.com");
  });

  it("unlinkings of the last accounts leave one", async () => {
    const { adapter, twins, userId } = await setUp(place());
    const times = { createdAt: new Date(), updatedAt: new Date() };
    for (let index = 1; index < 20; index++) {
      const data = { userId, providerId: `provider-${index}`, accountId: `${index}`, ...times };
      await adapter.create({ model: "account", data });
    }
    const ids = (await adapter.findMany<{ id: string }>({ model: "account" })).map(({ id }) => id);
    expect(ids).toHaveLength(20);
    const browsers = twins();
    const answers = await Promise.all(
      ids.map((accountId, index) => browsers[index]?.post("/unlink-account", { accountId })),
    );
    const codes = answers.map((answer) => answer?.body.code ?? answer?.status);
    expect([count(codes, 200), count(codes, "FAILED_TO_UNLINK_LAST_ACCOUNT")]).toEqual([19, 1]);
    expect(await adapter.count({ model: "account" })).toBe(1);
  });

  it("unlinkings of the last two accounts leave one, however often", async () => {
    const { adapter, twins, userId } = await setUp(place());
    const [one, other] = twins();
    for (let round = 0; round < 20; round++) {
      const times = { createdAt: new Date(), updatedAt: new Date() };
      await adapter.create({
        model: "account",
        data: { userId, providerId: `provider-${round}`, accountId: `${round}`, ...times },
      });
      const [first, second] = await adapter.findMany<{ id: string }>({ model: "account" });
      await Promise.all([
        one?.post("/unlink-account", { accountId: first?.id }),
        other?.post("/unlink-account", { accountId: second?.id }),
      ]);
      expect(await adapter.count({ model: "account" }), `round ${round}`).toBe(1);
    }
  });

  it("deletions by password delete and tell once; the others find nobody signed in, or nothing left to do", async () => {
    const { adapter, told, twins } = await setUp(place(), { mailsLink: false });
    const answers = await Promise.all(twins().map((twin) => twin.post("/delete-user", { password: PASSWORD })));
    for (const { status } of answers) expect([200, 400, 401]).toContain(status);
    expect(told).toEqual(["deleted"]);
    expect(await adapter.count({ model: "user" })).toBe(0);
  });
});
