import { describe, expect, it } from "vitest";
import { budget } from "../test-support/budget";
import { cheapPasswords, makeAuth, PASSWORD } from "../test-support/instance";
import { makeMailbox } from "../test-support/mailbox";

/** What each flow may send to the database, BEGIN and COMMIT not counted. */
const BUDGET = { getSession: 1, signIn: 2, signUp: 3, signOut: 1, listSessions: 2, revokeSession: 2 };

describe("statements of each flow", () => {
  it("stay inside their budgets", async () => {
    const { browser, statementsOf, auth } = await makeAuth();
    const alice = browser();
    const counts = {
      signUp: (await statementsOf(() => alice.signUp())).length,
      getSession: (await statementsOf(() => alice.session())).length,
      listSessions: (await statementsOf(() => alice.get("/list-sessions"))).length,
      revokeSession: (await statementsOf(() => alice.post("/revoke-session", { token: "another" }))).length,
      signOut: (await statementsOf(() => alice.post("/sign-out"))).length,
      signIn: (await statementsOf(() => alice.signIn())).length,
    };
    expect(counts).toEqual(BUDGET);
    expect(await statementsOf(() => auth.api.getSession({ headers: alice.headers() }))).toHaveLength(1);
    expect(await statementsOf(() => browser("nobody").session())).toEqual([]);
  });

  it("of passwords, accounts and deletion stay inside theirs", async () => {
    const { send, last } = makeMailbox();
    const counts = async (mailsLink: boolean) => {
      const { browser, statementsOf, auth, db } = await makeAuth({
        // The sweep of expired values is a statement now and then, beside those of a flow.
        verification: { disableCleanup: true },
        session: { additionalFields: { theme: { type: "string", required: false } } },
        emailAndPassword: {
          enabled: true,
          password: cheapPasswords,
          sendResetPassword: send("reset"),
          revokeSessionsOnPasswordReset: true,
          onPasswordReset: async () => {},
        },
        user: {
          deleteUser: {
            enabled: true,
            beforeDelete: async () => {},
            afterDelete: async () => {},
            ...(mailsLink ? { sendDeleteAccountVerification: send("delete") } : {}),
          },
        },
      });
      const alice = browser();
      const { body } = await alice.signUp();
      const { adapter } = await auth.$context;
      const data = {
        userId: body.user.id,
        providerId: "github",
        accountId: "1",
        createdAt: new Date(),
        updatedAt: new Date(),
      };
      const { id: accountId } = await adapter.create<{ id: string }>({ model: "account", data });
      const count = async (work: () => Promise<{ status: number }>) => {
        let status = 0;
        const statements = await statementsOf(async () => {
          status = (await work()).status;
        });
        expect(status).toBeLessThan(400);
        return statements.length;
      };
      const passwords = { currentPassword: PASSWORD, newPassword: "better horse 2" };
      const common = {
        listAccounts: await count(() => alice.get("/list-accounts")),
        updateSession: await count(() => alice.post("/update-session", { theme: "dark" })),
        verifyPassword: await count(() => alice.post("/verify-password", { password: PASSWORD })),
        changePassword: await count(() => alice.post("/change-password", passwords)),
        unlinkAccount: await count(() => alice.post("/unlink-account", { accountId })),
        revokeSession: await count(() => alice.post("/revoke-session", { token: "some-token" })),
        requestReset: await count(() => alice.post("/request-password-reset", { email: alice.email })),
        openResetLink: await count(() => alice.get(`/reset-password/${last().token}?callbackURL=/new`)),
        // The first one proves the address, and takes away what was planted before.
        resetOfUnproven: await count(() =>
          alice.post("/reset-password", { token: last().token, newPassword: PASSWORD }),
        ),
      };
      await alice.post("/request-password-reset", { email: alice.email });
      const reset = await count(() => alice.post("/reset-password", { token: last().token, newPassword: PASSWORD }));
      expect(db.prepare("select count(*) from session").pluck().get()).toBe(0);
      await alice.signIn();
      if (mailsLink) {
        await alice.post("/delete-user", {});
        return { ...common, reset, deleteByLink: await count(() => alice.get(last().url)) };
      }
      return {
        ...common,
        reset,
        deleteByPassword: await count(() => alice.post("/delete-user", { password: PASSWORD })),
      };
    };
    const common = {
      listAccounts: 2,
      updateSession: budget(2, 3),
      verifyPassword: 2,
      changePassword: 3,
      unlinkAccount: 4,
      revokeSession: 2,
      requestReset: 2,
      openResetLink: 1,
      reset: budget(4, 5),
      resetOfUnproven: budget(6, 8),
    };
    expect(await counts(false)).toEqual({ ...common, deleteByPassword: 5 });
    expect(await counts(true)).toEqual({ ...common, deleteByLink: budget(5, 6) });
  });
});
