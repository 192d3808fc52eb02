import { describe, expect, it } from "vitest";
import { runWithTransaction } from "../context";
import { revokeUnprovenAccountAccess } from "../db";
import { makeAuth } from "../test-support/instance";
import { FIFTY, RACE } from "../test-support/races";
import type { AuthEvent, BetterAuthPlugin } from "../types";

async function prepare() {
  const events: AuthEvent[] = [];
  const log: BetterAuthPlugin = { id: "log", events: [{ handle: (event) => void events.push(event) }] };
  const made = await makeAuth({ plugins: [log] });
  const mallory = made.browser("mallory");
  const { body } = await mallory.signUp();
  await mallory.signIn();
  const counts = () =>
    ["session", "account"].map((table) => made.rows(`select count(*) as count from ${table}`)[0]?.count);
  return { ...made, mallory, userId: body.user.id as string, counts, events, context: await made.auth.$context };
}

describe("what was planted before an address was proved", () => {
  it("is taken away, the password and the sessions among it, and the address is verified (advisory 15)", async () => {
    const { context, userId, counts, mallory, events } = await prepare();
    expect(counts()).toEqual([2, 1]);
    const user = await revokeUnprovenAccountAccess({ context }, userId);
    expect(user).toMatchObject({ id: userId, emailVerified: true });
    expect(counts()).toEqual([0, 0]);
    expect(await mallory.session()).toBeNull();
    expect((await mallory.signIn()).status).toBe(401);
    expect(events).toContainEqual(expect.objectContaining({ type: "session.revoked", reason: "email-proved", userId }));
    expect(events).toContainEqual(expect.objectContaining({ type: "access.revoked", userId }));
  });

  it("is not looked for once the address is verified", async () => {
    const { context, userId, counts, db } = await prepare();
    db.exec("update user set emailVerified = 1");
    expect(await revokeUnprovenAccountAccess({ context }, userId)).toMatchObject({ emailVerified: true });
    expect(counts()).toEqual([2, 1]);
  });

  it("is nobody's where there is no user", async () => {
    const { context } = await prepare();
    expect(await revokeUnprovenAccountAccess({ context }, "nobody")).toBeNull();
  });

  it("is taken away by one of many at once, in the transaction around them", RACE, async () => {
    const { context, userId, counts, events } = await prepare();
    const users = await Promise.all(FIFTY.map(() => revokeUnprovenAccountAccess({ context }, userId)));
    expect(users.every((user) => user?.emailVerified === true)).toBe(true);
    expect(events.filter((event) => event.type === "email.verified")).toHaveLength(1);
    expect(counts()).toEqual([0, 0]);
  });

  it("stays when the transaction around is rolled back", async () => {
    const { context, userId, counts } = await prepare();
    const work = runWithTransaction(context.adapter, async () => {
      await revokeUnprovenAccountAccess({ context }, userId);
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(counts()).toEqual([2, 1]);
  });

  it("stays when a hook stops the change", async () => {
    const { browser, auth, rows } = await makeAuth({
      databaseHooks: { user: { update: { before: async () => false } } },
    });
    const { body } = await browser().signUp();
    expect(await revokeUnprovenAccountAccess({ context: await auth.$context }, body.user.id)).toBeNull();
    expect(rows("select count(*) as count from session")).toEqual([{ count: 1 }]);
  });
});
