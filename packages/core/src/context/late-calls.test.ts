import { expect, it, vi } from "vitest";
import { getCurrentAdapter, queueAfterTransactionHook, runWithTransaction } from "../context";
import { makeAuth, PASSWORD } from "../test-support/instance";

/** Runs work that a hook inside a transaction left behind, once that transaction is over. */
async function runLate(work: (auth: Awaited<ReturnType<typeof makeAuth>>["auth"]) => Promise<unknown>) {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  let late: Promise<unknown> | undefined;
  const raised: string[] = [];
  const before = async () => {
    late ??= gate.then(() => work(made.auth));
  };
  const made = await makeAuth({
    databaseHooks: { user: { create: { before, after: async ({ email }) => void raised.push(email) } } },
  });
  expect((await made.browser().signUp()).status).toBe(200);
  go();
  return { value: await late, raised, ...made };
}

const somebody = { body: { name: "Bob", email: "bob@example.com", password: PASSWORD } };
const EMAILS = "select email from user order by email";

it("a call that a hook left behind does not join a transaction that is over", async () => {
  const { rows, raised } = await runLate((auth) => auth.api.signUpEmail(somebody));
  expect(rows(EMAILS)).toEqual([{ email: "alice@example.com" }, { email: "bob@example.com" }]);
  expect(raised).toEqual(["alice@example.com", "bob@example.com"]);
});

it("nor do the helpers of plugins", async () => {
  const work = vi.fn();
  const { rows, value } = await runLate(async (auth) => {
    const { adapter, internalAdapter } = await auth.$context;
    await queueAfterTransactionHook(work);
    await internalAdapter.createUser({ name: "Bob", email: "bob@example.com" });
    const isOwn = (await getCurrentAdapter(adapter)) === adapter;
    const failing = runWithTransaction(adapter, async () => {
      await internalAdapter.createUser({ name: "Eve", email: "eve@example.com" });
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    return isOwn;
  });
  expect(work).toHaveBeenCalledTimes(1);
  expect(value).toBe(true);
  expect(rows(EMAILS)).toEqual([{ email: "alice@example.com" }, { email: "bob@example.com" }]);
});
